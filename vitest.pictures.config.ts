import { defineConfig } from 'vitest/config';

/** `npm run pictures`: makes the pictures of docs/pictures again. */
export default defineConfig({
  test: {
    include: ['test/e2e/pictures.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
