import type { JsonObject } from '../fact.js';
import type { AnyMessage } from '../message.js';
import type { Belongs, Changed, FoldTools } from '../projection.js';
import type { RowStore } from '../row-store/row-store.js';
import type { ServiceDefinition } from '../service.js';

export type AnyProjection = ServiceDefinition['projections'][number];
/** A projection as the runner sees it: rows are documents, messages are messages. */
export type RunnableProjection = {
  readonly name: string;
  readonly on: {
    readonly [type: string]:
      ((row: JsonObject | undefined, message: AnyMessage, tools: FoldTools) => JsonObject | undefined) | undefined;
  };
  readonly key?: (message: AnyMessage) => string;
  readonly belongs?: (row: JsonObject) => Belongs;
};

export type ProjectionTools = {
  readonly rows: RowStore;
  readonly fold: FoldTools;
  readonly changed?: (change: Changed) => void;
  /** Milliseconds since any fixed point, for pacing only. */
  readonly elapsed?: () => number;
};
