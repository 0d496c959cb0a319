import { inWriter } from '@pcrm/platform/embedded';

/** Entry of a writing thread that runs no service: only what crosses the bridge is measured. */
const { host } = await inWriter();
host.ready();
