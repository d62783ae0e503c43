/** Lines that were lost since one was last written, and why the last of them was. */
export interface Trouble {
  readonly lost: number;
  /** The system's code, like ENOSPC, or a few words. */
  readonly reason: string;
}

/** Where a line may be written that nobody waits for. */
export interface LossyLines {
  /** Writes a line now, or loses it. Never throws. */
  write(line: string): void;
  /** Counts a line that never came to be written. */
  lose(reason: string): void;
  /** Null when lines arrive; where the last was lost, that is tried once more. */
  trouble(): Trouble | null;
}

/** A pipe that is full is waited for this long in all, and then not again before it has taken a line. */
const PATIENCE_MS = 50;
const WAIT_MS = 5;

/**
 * Writes lines by `write`, which takes some of the bytes and says how many, or throws. What a failing disk, a closed pipe
 * or a reader that stands still does not take is lost and counted. `report` is to write a line about it, and is called
 * when lines can be written again.
 */
export function lossyLines(write: (bytes: Uint8Array) => number, report: (trouble: Trouble) => void): LossyLines {
  let lost = 0;
  let reason = '';
  let isCut = false;
  let isReporting = false;

  const put = (line: string): void => {
    // after half a line the next one begins anew, so that it can be read
    const bytes = Buffer.from(isCut ? `\n${line}` : line);
    let patience = lost === 0 ? PATIENCE_MS : 0;
    for (let done = 0; done < bytes.length; ) {
      try {
        const taken = write(bytes.subarray(done));
        if (taken === 0) throw new Error('nothing was taken');
        done += taken;
        isCut = done < bytes.length;
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN' || patience <= 0) throw error;
        patience -= WAIT_MS;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
      }
    }
  };
  const tell = (): void => {
    isReporting = true;
    try {
      report({ lost, reason });
    } finally {
      isReporting = false;
    }
  };

  return {
    write(line) {
      try {
        put(line);
      } catch (error) {
        if (!isReporting) lost += 1;
        reason = codeOf(error);
        return;
      }
      if (isReporting) lost = 0;
      else if (lost > 0) tell();
    },
    lose(why) {
      lost += 1;
      reason = why;
    },
    trouble() {
      if (lost > 0) tell();
      return lost === 0 ? null : { lost, reason };
    },
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? (error instanceof Error ? error.message : 'unknown reason');
}
