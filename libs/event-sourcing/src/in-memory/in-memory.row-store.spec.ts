import { rowStoreContract } from '../row-store/row-store.contract.js';
import { InMemoryRowStore } from './in-memory.row-store.js';

rowStoreContract('in-memory', async () => new InMemoryRowStore());
