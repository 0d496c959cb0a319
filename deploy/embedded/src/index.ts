export { runEmbedded, type Ending } from './embedded.js';
export { argumentsOf, type Arguments } from './arguments.js';
