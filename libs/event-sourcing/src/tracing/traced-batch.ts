import type { AnyMessage } from '../message.js';
import type { Heard } from '../running/heard.js';
import { recordedAmong, Spans } from './spans.js';
import { failureOf, within, type Span, type Tracing } from './tracing.js';

/**
 * One consumer's taking in of a batch: a span of its own that is linked to the traces of its messages, and in each of those
 * traces a span that is linked to it, so that a trace goes on from the message to everyone who heard it.
 */
export class TracedBatch {
  private constructor(
    private readonly tracing: Tracing,
    private readonly consumer: string,
    private readonly spans: { readonly batch: Span; readonly hearing: Spans },
    /** The messages, as of what is done for these spans. */
    readonly items: readonly Heard[],
  ) {}

  /** Undefined when nobody wants to see any of the messages. */
  static begin(tracing: Tracing, consumer: string, items: readonly Heard[]): TracedBatch | undefined {
    const heard = items.map(({ message }) => message?.metadata);
    const links = [...recordedAmong(heard).keys()];
    if (links.length === 0) return undefined;
    const [topic = ''] = items.map((item) => item.topic);
    const about = { 'pcrm.consumer': consumer, 'messaging.destination.name': topic };
    const batch = tracing.begin(`batch ${consumer}`, {
      ...{ kind: 'consumer', links },
      attributes: { ...about, 'messaging.batch.message_count': items.length },
    });
    const hearing = Spans.begin(tracing, heard, ({ count }) => ({
      name: `hear ${consumer}`,
      start: {
        ...{ kind: 'consumer', links: [batch.traceparent] },
        attributes: { ...about, 'pcrm.messages': count, 'messaging.batch.message_count': items.length },
      },
    }));
    if (!hearing) return undefined;
    const traced = items.map((item) => asOf(hearing, item));
    return new TracedBatch(tracing, consumer, { batch, hearing }, traced);
  }

  /** Takes in the messages; ends with it. */
  taking(work: () => Promise<void>): Promise<void> {
    return this.spans.hearing.around(() => within(this.spans.batch, work));
  }

  /** The commit of rows and checkpoint, told in all of these traces. */
  async committing(rows: number, commit: () => Promise<void>): Promise<void> {
    const attributes = { 'pcrm.consumer': this.consumer, 'pcrm.rows': rows };
    const spans = [this.spans.batch, ...this.spans.hearing.all].map(({ traceparent: parent }) =>
      this.tracing.begin(`commit ${this.consumer}`, { parent, attributes }),
    );
    try {
      await commit();
      for (const span of spans) span.end();
    } catch (error) {
      for (const span of spans) span.end(failureOf(error));
      throw error;
    }
  }
}

function asOf(hearing: Spans, item: Heard): Heard {
  const message: AnyMessage | undefined = item.message;
  if (!message || !hearing.of(message.metadata)) return item;
  return { ...item, message: { ...message, metadata: hearing.under(message.metadata) } };
}
