/** One word of a name: Volmer, O'Dowd, McAllister, Rhydderch-Powell, Wójcik. */
export const NAME = "(?:(?:O['’]|D['’]|Mc|Mac|Fitz)?\\p{Lu}\\p{Ll}+(?:[-'’]\\p{Lu}\\p{Ll}+){0,6})";
const PARTICLE = '(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Bb]in|[Dd]u|[Dd]a|[Dd]el|[Ll]a|[Tt]en) |[Aa]l-)';
/** One to three words of a name, with the small words that some stand between or before. */
export const NAMES = `(?:${PARTICLE}{0,2}${NAME}(?: ${PARTICLE}{0,2}${NAME}){0,2})`;
/** Some write surnames in capitals: six letters and two vowels tell them from most abbreviations. */
export const CAPITALS = '(?=(?:[A-Z]*[AEIOUY]){2})[A-Z]{6,}';

/** Words with a capital that follow a rank in the name of a body, a course or a post, not of a person. */
const NOT_A_SURNAME = new Set(
  (
    'Police Constabulary Force Crime Justice Delivery Board Team Unit Group Course Courses Training Cpd Command Office Officer Officers Department Directorate Lead Portfolio Pathway Working Panel Programme Project Operations Legal Local Response Review Reviews ' +
    'January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday ' +
    'The This That These Those And For With All Each Both Who Will Has Have Is Are Was Were In On At By From To As If When Where Stalking Domestic Abuse Investigation Investigations Vulnerability Custody Intelligence Public Protection Community Safety Neighbourhood Detective Chief Deputy Assistant Constable Sergeant Inspector Superintendent General'
  ).split(' '),
);
/** What departments, trades, seasons and peoples are called: capitals, but nobody's name. */
const ORDINARY = new Set(
  (
    'Finance Procurement Estates Fleet Communications Comms Media Audit Performance Insight Analytics Probation Housing Education Health Social Care Adult Adults Children Commissioning Safeguarding Treasury Home Government Parliament Cabinet Council Councils County District Borough City Town Parish Region Regional National Corporate Strategic Strategy Strategies Tactical Contact Control Digital Data Information Governance Human Resources People Payroll Pensions Learning Development Workforce ' +
    'Head Heads Director Directors Manager Managers Executive Executives Chair Secretary Minister Ministers Member Members Commissioner Commissioners Commander Sergeants Inspectors Constables Analyst Analysts Adviser Advisers Advisor Champion Champions Coordinator Owner Owners Staff Partners Partner Service Services Agency Authority Authorities Association Society Trust Foundation Charity Centre Hub Hubs Network Forum Committee Cell Desk Division Section Branch Shift Relief Watch Station Stations College Academy School Schools University Hospital Court Courts Prison Prisons Tribunal ' +
    'Act Bill Law Laws Code Codes Plan Plans Policy Policies Procedure Guidance Framework Standard Standards Report Reports Recommendation Requirement Annex Appendix Table Figure Part Phase Stage Step Tier Level Band Grade Module Option Version Gold Silver Bronze Platinum Red Amber Green Black White Blue ' +
    'Victim Victims Survivor Survivors Witness Suspect Offender Support Advocate Advocates Refuge Crown Prosecution Royal Independent Inspectorate Inspection Ombudsman Coroner Mayor Professor Doctor Nurse Spring Summer Autumn Winter Christmas Easter North South East West Northern Southern Eastern Western Central English Welsh Scottish Irish British Polish Romanian Urdu Arabic French German Spanish ' +
    'He She They We It You There Here Our Your Their His Her My No Not Yes None Nobody Some Any Other New Old First Second Third Last Next Now Then Further Also Both Every Once Only But Or So A An Of Op Operation Teams Online Microsoft Power Niche'
  ).split(' '),
);
const PLACES = new Set(
  'England Wales Scotland Ireland Britain Cornwall Devon Dorset Somerset Kent Essex Sussex Surrey Norfolk Suffolk Cumbria Durham Cleveland Humberside Merseyside Northumbria Gwent Powys Dyfed Gwynedd Clwyd Fife London Manchester Birmingham Leeds Liverpool Bristol Sheffield Newcastle Nottingham Leicester Coventry Bradford Cardiff Swansea Newport Wrexham Edinburgh Glasgow Dundee Aberdeen Stirling Inverness Perth Belfast Derry Exeter Plymouth Torbay Truro Bath Wells Gloucester Hereford Worcester Oxford Cambridge Norwich Ipswich Lincoln Derby Stoke Chester Preston Lancaster Carlisle York Hull Ripon Sunderland Salford Wolverhampton Southampton Portsmouth Winchester Salisbury Reading Brighton Canterbury Chelmsford Colchester Luton Peterborough Ely Bangor Mercia Thames Severn Avon Tyne Wear Tees Humber Trent Solent Europe France Germany Spain Poland Romania America Canada Australia'.split(
    ' ',
  ),
);
/** The ends that ordinary English words have and few surnames do. */
const ORDINARY_END =
  /(?:tion|sion|ment|ity|ance|ence|ness|ship|ism|ics|ology|ive|ives|ous|able|ible|ing|ings|ies|ally|ers|ors|ants|ents|ists|ians|ates|ures|ages|alls|ells)$/;
const PLACE_END =
  /(?:shire|chester|mouth|borough|burgh|bury|minster|pool|ham|ton|ford|field|port|wick|worth|stead|bridge|haven|gate|dale|combe|side|land|lands|sea)$/;

/** Whether a capital makes this word a name of something else than a person. */
export const isNoSurname = (word: string): boolean => NOT_A_SURNAME.has(word);

/** Whether a word that no list of names holds could be one: no department, place, month or ordinary word. */
export function mayBeName(word: string): boolean {
  const plain = word.replace(/['’]s$/, '');
  if (NOT_A_SURNAME.has(plain) || ORDINARY.has(plain) || PLACES.has(plain)) return false;
  if (/^(?:O['’]|Mc|Mac(?=\p{Lu}))/u.test(plain)) return true;
  return plain.length > 2 && !ORDINARY_END.test(plain);
}

/** Whether a list says that a word with a capital is something else than a name: a department, a place, a month. */
export const isNoName = (word: string): boolean => NOT_A_SURNAME.has(word) || ORDINARY.has(word) || PLACES.has(word);

/** As `mayBeName`, for a word that stands alone, where a town reads like a surname. */
export const mayBeNameAlone = (word: string): boolean => mayBeName(word) && !PLACE_END.test(word.replace(/['’]s$/, ''));

const BODIES =
  'Trust|Foundation|Cent(?:re|er)|Hospital|Hospice|House|School|College|Academy|University|Charity|Association|Society|Institute|Fund|Project|Programme|Award|Law|Act|Clause|Review|Inquiry|Report|Road|Street|Lane|Avenue|Square|Park|Hill|Court|Way|Close|Place|Gardens|Terrace|Mere|Green|Bridge|Dock|Station|Building|Library|Suite|Ltd|Limited|Plc|LLP|Wing|Ward|Clinic|Protocol|Scheme|Campaign|Exercise|Model|Method|Principles|Scale|Training|Course|Theatre|Room|Recommendations|Judgment|Group|Partnership|Service|Ambulance|Police|Council|County|City|Town|Valley|Island|Nursery|Charter|Surgery|Practice|Company|Alliance|Consortium|Network|Unit|Team|Memorial|Bank|Wharf|Quay|Croft|Mews|Crescent|Rise|Depot|Site';
/** What turns a person's name into that of a body, a place, a law or a project. */
export const NAMED_AFTER = new RegExp(
  `^['’]?s?\\s+(?:(?:${BODIES.toLowerCase()})s?\\b|(?:\\p{Lu}[\\p{L}-]{1,20} ){0,2}(?:${BODIES})s?\\b|(?:\\p{Lu}[\\p{L}-]{1,20} ){1,2}Hall\\b)`,
  'u',
);
const BODY_WORD = new RegExp(`^(?:${BODIES})s?$`);

/** Whether this word of a name makes it a body's or a place's, though some are surnames too ("Sarah Hill"). */
export const isBodyWord = (word: string): boolean => BODY_WORD.test(word);

/** The leading words of a name that can belong to a person. */
export function withoutTail(name: string): string {
  const words = name.split(' ');
  const end = words.findIndex(isNoSurname);
  return (end === -1 ? words : words.slice(0, end)).join(' ');
}
