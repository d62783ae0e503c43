import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCommand } from '../commands-of-a-pond.js';

const PLAN = [
  'Pond Plan',
  '',
  'Rec. no.\tRecommendation\tEvidence requirement\tOwner\t4 May 2026\tStatus',
  '1\tDig the pond.\tA pond that holds water\tHead of Ponds\tDug.\t',
].join('\n');

const folder = folderWith(PLAN);
const run = (...args: readonly string[]) => runCommand([...args, '--data', join(folder(), 'store')]);
const settings = (...args: readonly string[]) => run('settings', '--plan', 'pond', ...args);
const imported = () => run('import', join(folder(), 'plan.txt'), '--plan', 'pond');
/** The days of a quarter with that revision, as the cycle was opened. */
const opened = async (revision: string) => (await run('cycle', 'open', '--plan', 'pond', '--revision', revision)).out;

describe('Working days, hours and messages of a plan', () => {
  it('are those of England and Wales at first', async () => {
    await imported();
    const { out } = await settings();
    expect(out).toContain('Working days: Monday to Friday without the bank holidays of england-and-wales.\n');
    expect(out).toContain('Working hours: 09:00 to 17:00, Europe/London.\n');
    expect(out).toContain('Messages: opens, due-5, due-1, due+2 lead.\n');
  });

  it('are set by options, stay where nothing is said of them, and stand in the history', async () => {
    await imported();
    await settings('--region', 'gb-nir', '--days-off', '2099-01-04,2099-01-05', '--hours', '08:30-16:30');
    const { out } = await settings('--ladder', 'opens, due-3, due+1 lead', '--zone', 'europe/dublin');
    expect(out).toContain('bank holidays of GB-NIR, and 2099-01-04, and 2099-01-05.\n');
    expect(out).toContain('Working hours: 08:30 to 16:30, Europe/Dublin.\n');
    expect(out).toContain('Messages: opens, due-3, due+1 lead.\n');
    const history = (await run('history', '--plan', 'pond', '--json')).out;
    expect(history).toContain('GB-NIR, and 2099-01-04, and 2099-01-05');
    expect(history).toContain('opens, due-5, due-1, due+2 lead');
  });

  it('are what the dates of a quarter are counted by', async () => {
    await imported();
    // ten working days before Friday 30 January 2099 is Friday 16 January; two days off more make it Wednesday 14
    await settings('--days-off', '2099-01-20,2099-01-21');
    expect(await opened('2099-01-30')).toMatch(/due (?:on )?(?:Wednesday )?14 January|2099-01-14/);
  });

  it('are read from a settings sheet, over which the command line stands', async () => {
    await imported();
    const sheet = join(folder(), 'settings.csv');
    writeFileSync(
      sheet,
      '\uFEFFSetting,Value\r\nRegion,GB-SCT\r\ndays off,"2099-06-15, 2099-06-16"\r\nhours,10:00-15:00\r\nladder,\r\n',
    );
    const { out } = await settings('--file', sheet, '--hours', '09:00-12:00');
    expect(out).toContain('bank holidays of GB-SCT, and 2099-06-15, and 2099-06-16.\n');
    expect(out).toContain('Working hours: 09:00 to 12:00');
    writeFileSync(sheet, 'tenant,another\n');
    expect(await settings('--file', sheet)).toMatchObject({
      code: 2,
      err: expect.stringContaining('a setting "tenant", which there is not'),
    });
  });

  it.each([
    ['--region', 'GB-QQ', '--region must be an ISO 3166 code'],
    ['--region', 'Wales', '--region must be an ISO 3166 code'],
    ['--days-off', '2099-02-30', '--days-off takes none, or days'],
    ['--days-worked', 'Christmas', '--days-worked takes none, or days'],
    ['--zone', 'Northmoor', '--zone must be the name of a time zone'],
    ['--hours', '17:00-09:00', '--hours must be two times of one day'],
    ['--hours', '9-5', '--hours must be two times of one day'],
    ['--ladder', 'due-1', 'A ladder begins with the ask'],
  ])('%s %s is refused, and changes nothing', async (option, value, reason) => {
    await imported();
    const before = (await settings()).out;
    expect(await settings(option, value)).toMatchObject({ code: 2, err: expect.stringContaining(reason) });
    expect((await settings()).out).toBe(before);
  });
});
