/**
 * Surnames common in the United Kingdom that are neither words nor places: one of them alone is somebody where a person
 * speaks or acts ("Robinson said", "ask Kaur").
 */
export const SURNAMES: ReadonlySet<string> = new Set(
  'Abbott Adams Adebayo Adeyemi Agarwal Ahmed Akhtar Allen Anderson Andrews Armstrong Atkinson Bailey Banerjee Begum Bennett Bhatt Bhatti Campbell Chaudhry Chowdhury Clarke Collins Cunningham Davies Davis Davison Dixon Doherty Donnelly Dunn Edwards Elliott Evans Ferguson Fernandes Fitzgerald Fletcher Fraser Gallagher Gibson Gill Gonzalez Graham Griffin Griffiths Gupta Hamilton Harris Harrison Harvey Henderson Higgins Hodgson Holmes Hopkins Howard Hughes Hussain Hutchinson Ibrahim Iqbal Islam Jackson Jenkins Johnson Johnston Jones Kaur Kelly Kennedy Khan Kowalski Lewis Lloyd Macdonald Mahmood Malik Matthews Mensah Mitchell Mohamed Morgan Morris Morrison Mukherjee Murphy Murray Nguyen Nkrumah Nowak Okafor Okeke Oliver Osei Owens Owusu Palmer Parkinson Patel Patterson Pearson Perkins Phillips Pritchard Qureshi Rahman Rehman Reid Reilly Reynolds Richards Richardson Roberts Robertson Robinson Rodriguez Rogers Ryan Sanders Saunders Sharma Sheikh Simmons Simpson Singh Smith Stephenson Stevens Stevenson Stewart Sullivan Tanaka Taylor Thomas Thompson Thomson Turner Wallace Walsh Watkins Watson Watts Wilkinson Williams Williamson Wilson Wright'.split(
    ' ',
  ),
);

/** How surnames end in some of the languages spoken here; long enough that no ordinary word does. */
export const SURNAME_END = /(?:[bdgkmnprtw]inson|[dt]erson|[a-z]sson|[eo]wicz|[eo]wsk[ia]|enko|escu|ovi[cć]|opoulos)$/;

const GAELIC = /^(?:O['’]|Mc|Mac(?=\p{Lu}))/u;

/** Whether a word is known as a surname, or made like one. */
export const isSurname = (word: string): boolean => SURNAMES.has(word) || SURNAME_END.test(word) || GAELIC.test(word);
