import { parentPort, workerData } from 'node:worker_threads';
import { type FileTask, workOn } from './file-work.js';

/** The thread in which one file is read: it ends with it, whatever the file does to it. */
const { task, bytes } = workerData as { readonly task: FileTask; readonly bytes: Uint8Array };
parentPort?.postMessage(await workOn(task, bytes));
