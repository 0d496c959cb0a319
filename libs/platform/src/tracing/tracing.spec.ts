import { loadPlatformConfig } from '../config/platform.config.js';
import { openReceiver, type OtlpReceiver } from '../testing/otlp-receiver.js';
import { openTracing } from './open-tracing.js';
import { tracingSettings } from './tracing-settings.js';
import type { Environment } from '../config/load-config.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SAMPLED = `00-${TRACE}-b7ad6b7169203331-01`;
const UNSAMPLED = `00-${TRACE}-b7ad6b7169203331-00`;

const warned: unknown[] = [];
const log = { warn: (...args: unknown[]) => void warned.push(args) };
const open = async (env: Environment) => {
  const tracing = await openTracing(tracingSettings(loadPlatformConfig(env), 'kettle'), { log });
  if (!tracing) throw new Error('no tracing');
  return tracing;
};

describe('tracing', () => {
  let receiver: OtlpReceiver;
  beforeEach(async () => {
    receiver = await openReceiver();
    warned.length = 0;
  });
  afterEach(() => receiver[Symbol.asyncDispose]());
  const to = (env: Environment = {}): Environment => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env });
  const names = () => receiver.spans.map(({ name }) => name);

  it('is off when nobody takes traces', async () => {
    const settings = tracingSettings(loadPlatformConfig({ OTEL_TRACES_SAMPLER: 'always_on' }), 'kettle');
    expect(await openTracing(settings, { log })).toBeUndefined();
  });

  it('sends what is left when it ends, under the name of the process, with the headers that were asked for', async () => {
    const env = to({ OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=branch%20one,x-key=a' });
    {
      await using tracing = await open(env);
      tracing.begin('boil', { attributes: { litres: 2 } }).end({ failure: new TypeError('王芳 13812345678') });
    }
    expect(receiver.headers).toMatchObject({ 'x-tenant': 'branch one', 'x-key': 'a' });
    expect(receiver.spans).toMatchObject([
      { name: 'boil', service: 'kettle', parentSpanId: '', attributes: { litres: 2, 'error.type': 'TypeError' } },
    ]);
    expect(receiver.bodies.join()).not.toMatch(/王芳|13812345678/);
  });

  it('is named otherwise when it is told to be', async () => {
    {
      await using tracing = await open(to({ OTEL_SERVICE_NAME: 'north.kettle' }));
      tracing.begin('boil', {}).end();
    }
    expect(receiver.spans.map(({ service }) => service)).toEqual(['north.kettle']);
  });

  it('continues the trace it is given, links others, and gives a new trace the id that was chosen for it', async () => {
    {
      await using tracing = await open(to());
      const outer = tracing.begin('outer', { parent: SAMPLED });
      expect(outer.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
      tracing.begin('inner', { parent: outer.traceparent }).end();
      outer.end();
      const chosen = tracing.begin('chosen', { traceId: 'f'.repeat(32), links: [SAMPLED] });
      expect(chosen.traceparent.split('-')[1]).toBe('f'.repeat(32));
      chosen.end();
      tracing.begin('continued', { parent: SAMPLED, traceId: 'e'.repeat(32) }).end();
      tracing.begin('other', {}).end();
    }
    const span = (name: string) => receiver.spans.find((each) => each.name === name);
    expect(span('outer')).toMatchObject({ traceId: TRACE, parentSpanId: 'b7ad6b7169203331' });
    expect(span('inner')).toMatchObject({ traceId: TRACE, parentSpanId: span('outer')?.spanId });
    expect(span('chosen')?.links).toMatchObject([{ traceId: TRACE, spanId: 'b7ad6b7169203331' }]);
    expect(span('continued')?.traceId).toBe(TRACE);
    expect(span('other')?.traceId).not.toBe('f'.repeat(32));
  });

  it.each([
    ['always_on', ['root', 'wanted', 'unwanted', 'linked', 'linked to unwanted']],
    ['always_off', []],
    ['traceidratio', []],
    ['parentbased_always_on', ['root', 'wanted', 'linked']],
    ['parentbased_always_off', ['wanted', 'linked']],
    ['parentbased_traceidratio', ['wanted', 'linked']],
  ])('keeps what %s says, and what stands by itself where it is linked to what is kept', async (sampler, kept) => {
    {
      await using tracing = await open(to({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: '0' }));
      tracing.begin('root', {}).end();
      tracing.begin('wanted', { parent: SAMPLED }).end();
      tracing.begin('unwanted', { parent: UNSAMPLED }).end();
      tracing.begin('linked', { links: [SAMPLED] }).end();
      tracing.begin('linked to unwanted', { links: [UNSAMPLED] }).end();
    }
    expect(names()).toEqual(kept);
  });

  it('drops what nobody takes, says so once, and ends all the same', async () => {
    const tracing = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    for (let n = 0; n < 20_000; n++) tracing.begin('boil', {}).end();
    await tracing[Symbol.asyncDispose]();
    expect(receiver.bodies).toEqual([]);
    expect(warned).toHaveLength(1);
  });

  it('says once that a collector refuses', async () => {
    {
      await using tracing = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/elsewhere` });
      for (let n = 0; n < 1_000; n++) tracing.begin('boil', {}).end();
    }
    expect(receiver.bodies.length).toBeGreaterThan(1);
    expect(warned).toEqual([
      [{ spans: expect.any(Number), reason: expect.anything() }, expect.stringMatching(/traces do not arrive/)],
    ]);
  });
});
