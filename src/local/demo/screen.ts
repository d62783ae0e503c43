import { styleText } from 'node:util';

/** Where the story is told. */
export interface Screen {
  /** A new chapter, with how many there are in all. */
  chapter(title: string): void;
  say(line: string): void;
  /** Something that was looked up and found to be so. */
  found(line: string): void;
  /** What is going on, in the line at the bottom; only on a terminal. */
  doing(what: string): void;
  end(): void;
}

const BAR = 24;

/**
 * Tells a story of so many chapters. On a terminal a progress line stays at the bottom; into a file or a pipe go plain
 * lines only. Colour only on a terminal, and never when NO_COLOR is set (no-color.org).
 */
export function makeScreen(out: NodeJS.WriteStream, chapters: number, environment: NodeJS.ProcessEnv): Screen {
  const terminal = out.isTTY === true;
  const coloured = terminal && (environment['NO_COLOR'] ?? '') === '';
  const paint = (style: 'bold' | 'green' | 'dim', text: string) => (coloured ? styleText(style, text) : text);
  let chapter = 0;
  let doing = '';
  const wide = () => Math.max(20, (out.columns ?? 80) - 1);
  const draw = () => {
    if (!terminal) return;
    const filled = Math.round((chapter / chapters) * BAR);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${chapter} of ${chapters}  ${doing}`;
    out.write(`\r\u001b[2K${paint('dim', bar.slice(0, wide()))}`);
  };
  const line = (text: string) => {
    out.write(terminal ? `\r\u001b[2K${text}\n` : `${text}\n`);
    draw();
  };
  return {
    chapter(title) {
      chapter += 1;
      doing = '';
      line('');
      line(paint('bold', `${chapter}. ${title}`));
    },
    say: (text) => line(`   ${text}`),
    found: (text) => line(` ${paint('green', '✓')} ${text}`),
    doing(what) {
      doing = what;
      draw();
    },
    end() {
      if (terminal) out.write('\r\u001b[2K');
    },
  };
}
