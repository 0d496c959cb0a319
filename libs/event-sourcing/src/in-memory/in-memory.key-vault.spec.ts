import { keyVaultContract } from '../key-vault/key-vault.contract.js';
import { InMemoryKeyVault } from './in-memory.key-vault.js';

keyVaultContract('in-memory', async () => new InMemoryKeyVault());
