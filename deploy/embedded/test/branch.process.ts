import 'reflect-metadata';
import { shanghaiInstant } from '@pcrm/contracts';
import { openBranch } from './branch.js';

/** A branch on a folder as a process of its own, its clock put: what may be killed at any moment. Arguments: folder, date, hour. */
const [folder = '', date = '', hour = ''] = process.argv.slice(2);
const branch = await openBranch(folder, shanghaiInstant(date, Number(hour)));
process.send?.({ url: branch.url, secret: Buffer.from(branch.secret).toString('base64') });
process.on('disconnect', () => process.exit(1));
process.on('message', () => void branch[Symbol.asyncDispose]().then(() => process.exit(0)));
