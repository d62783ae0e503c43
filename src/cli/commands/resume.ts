import { type CommonOptions, print, withStore } from '../output/command.js';

/** `quarterdeck resume`: says that the time is right, after a jump of the clock. The next sweep sends what was held. */
export async function resumeCommand(options: CommonOptions): Promise<void> {
  await withStore(options, async ({ useCases }) => {
    const hold = await useCases.resume();
    if (hold === null) return print(options, { hold }, ['Nothing is held back.']);
    const what = hold.people === 0 ? 'The sweep' : `Messages to ${hold.people} people`;
    if (hold.why === 'restored') {
      return print(options, { hold }, ['Messages go out again with the next sweep.']);
    }
    print(options, { hold }, [
      `${what} will go on: the clock's jump from ${hold.from} to ${hold.to} is taken as right. The next sweep sends.`,
    ]);
  });
}
