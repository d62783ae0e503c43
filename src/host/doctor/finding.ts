/** What one look found. `todo` is for the administrator, and there whenever something is to be done. */
export interface Finding {
  readonly about: 'settings' | 'identity' | 'token' | 'store' | 'writing' | 'clock' | 'address' | 'package';
  /** `notLooked`: something else must be mended first, or there is nothing to look at. */
  readonly state: 'good' | 'doubtful' | 'bad' | 'notLooked';
  readonly said: string;
  readonly todo?: string;
}

export const good = (about: Finding['about'], said: string): Finding => ({ about, state: 'good', said });
export const notLooked = (about: Finding['about'], said: string): Finding => ({ about, state: 'notLooked', said });
export const doubtful = (about: Finding['about'], said: string, todo: string): Finding => ({
  about,
  state: 'doubtful',
  said,
  todo,
});
export const bad = (about: Finding['about'], said: string, todo: string): Finding => ({
  about,
  state: 'bad',
  said,
  todo,
});
