export { InMemoryEventStore } from './in-memory/in-memory.event-store.js';
export { InMemoryMessageLog, type InMemoryLogOptions } from './in-memory/in-memory.message-log.js';
export { InMemoryRowStore } from './in-memory/in-memory.row-store.js';
export { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
export { InMemoryLease, InMemoryLeases } from './in-memory/in-memory.lease.js';
