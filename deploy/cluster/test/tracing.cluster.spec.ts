import { jest } from '@jest/globals';
import { drawn, openReceiver, withParts, type OtlpReceiver, type ReceivedSpan } from '@pcrm/platform/testing';
import { administrator } from '../../embedded/test/branch.js';
import { clientLine, deskOf, OUTLETS, people, STAFF, to } from '../../embedded/test/words.js';
import { openClusterBranch } from './cluster-branch.js';

jest.setTimeout(180_000);

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

withParts(['kafka', 'eventstore', 'mongodb'], (kafka = '', eventstore = '', mongodb = '') => {
  describe('a trace over the processes of a branch', () => {
    let receiver: OtlpReceiver;
    let own: readonly ReceivedSpan[];

    beforeAll(async () => {
      receiver = await openReceiver();
      const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_TRACES_SAMPLER: 'parentbased_always_off' };
      await using desk = deskOf(await openClusterBranch({ kafka, eventstore, mongodb, env }));
      await desk.at('2026-06-15', 9);
      await desk.csv(administrator, 'outlets/import', OUTLETS);
      await desk.csv(administrator, 'staff/import', STAFF);
      await desk.clients([clientLine('K1', { tier: 'gold', average: 600_000 })]);
      const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
      const { status } = await desk.post(people.head, 'assignments', to('K1', 'm-1'), { traceparent });
      expect(status).toBe(200);
    });
    beforeAll(() => {
      own = receiver.spans.filter(({ traceId }) => traceId === CALLER.traceId);
      if (process.env['SHOW_TRACE'] !== undefined) console.log(drawn(own, CALLER.spanId).join('\n'));
    });
    afterAll(async () => {
      await receiver[Symbol.asyncDispose]();
    });

    it('goes from the gateway to the service that decides, and to every service whose views show it', () => {
      const chain = [
        ['POST /api/*', 'pcrm-gateway'],
        ['POST /api/assignments', 'pcrm-allocation'],
        ['outletBook.assignClient', 'pcrm-allocation'],
        ['append outletBook', 'pcrm-allocation'],
        ['say allocation.events', 'pcrm-allocation'],
      ] as const;
      let parent = CALLER.spanId;
      for (const [name, service] of chain) {
        const found = own.filter((span) => span.name === name && span.parentSpanId === parent);
        expect([name, found.map((span) => span.service)]).toEqual([name, [service]]);
        parent = found[0]?.spanId ?? '';
      }
      const heard = own.filter(({ parentSpanId }) => parentSpanId === parent);
      const hearers = new Set(heard.map((span) => span.service));
      expect([...hearers].toSorted()).toEqual(['pcrm-allocation', 'pcrm-clients', 'pcrm-engagement', 'pcrm-notifications']); // prettier-ignore
      expect(heard.map(({ name }) => name)).toContain('hear clients.client-list.v2');
    });

    it('leaves out what nobody asked to see', () => {
      const batches = receiver.spans.filter(({ traceId }) => traceId !== CALLER.traceId);
      const roots = batches.filter(({ parentSpanId }) => parentSpanId === '');
      expect(roots.filter(({ name }) => !name.startsWith('batch '))).toEqual([]);
      for (const { links } of roots) expect(links.map(({ traceId }) => traceId)).toContain(CALLER.traceId);
    });
  });
});
