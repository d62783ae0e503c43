/**
 * All that the domain takes from the platform beside the language itself, which its compiler project does not know: what
 * depends on its arguments alone.
 */
declare class URL {
  constructor(text: string);
  static canParse(text: string): boolean;
  /** With its colon, "https:". */
  readonly protocol: string;
}
