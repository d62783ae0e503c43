/** A command whose file is loaded only when it is called: help and a mistake in the options cost nothing of it. */
export function lazily<Given extends unknown[]>(
  load: () => Promise<(...given: Given) => Promise<void>>,
): (...given: Given) => Promise<void> {
  return async (...given) => (await load())(...given);
}
