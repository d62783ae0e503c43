import { configureGlobal } from 'fast-check';

// The run that decides about a change must come out the same twice; every other run explores with a seed of its own.
if (process.env.CI === 'true') configureGlobal({ seed: 20_261_122 });
