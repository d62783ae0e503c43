#!/usr/bin/env node
import { enter } from '../cli/enter.js';

await enter(async () => (await import('./program.js')).runLocal);
