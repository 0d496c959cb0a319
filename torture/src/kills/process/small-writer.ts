import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

/**
 * Loaded into a process before anything else (`--import`): its writing thread, and no other one, may hold as many MiB of old objects
 * as PCRM_TORTURE_WRITER_MIB says.
 */
const maxOldGenerationSizeMb = Number(process.env['PCRM_TORTURE_WRITER_MIB']);

threads.Worker = class extends threads.Worker {
  constructor(file: string | URL, options: threads.WorkerOptions = {}) {
    const isWriter = String(file).endsWith('/writer.js');
    super(file, { ...options, ...(isWriter && { resourceLimits: { maxOldGenerationSizeMb } }) });
  }
};
syncBuiltinESMExports();
