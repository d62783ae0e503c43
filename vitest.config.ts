import { defineConfig } from 'vitest/config';

/** What shares loaded modules from file to file: rules and their callers, which keep nothing outside a test. */
const SHARED = ['domain', 'app', 'chat', 'documents', 'adapters/documents', 'adapters/teams'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    setupFiles: ['test/property-seed.ts'],
    // a guard against what hangs, not a measure of speed: a busy machine takes its time
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'shared', include: SHARED, isolate: false } },
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: SHARED } },
    ],
  },
});
