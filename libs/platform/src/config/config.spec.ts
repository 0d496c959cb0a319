import { IsBoolean, IsInt, IsString, Min, MinLength } from 'class-validator';
import { documentedConfig } from '../testing/documented-config.js';
import { configTable, generatedRegion, withGeneratedRegion } from './config-table.js';
import { Describe } from './describe.js';
import { BadConfiguration, loadConfig, loadConfigs } from './load-config.js';
import { loadPlatformConfig, PlatformConfig } from './platform.config.js';

class KettleConfig {
  @Describe('KETTLE_LITRES', 'How much it holds.')
  @IsInt()
  @Min(1)
  litres: number = 2;

  @Describe('KETTLE_WHISTLE', 'Does it whistle?')
  @IsBoolean()
  whistle: boolean = true;

  @Describe('KETTLE_PASSWORD', 'Opens the lid.', { secret: true })
  @IsString()
  @MinLength(8)
  password!: string;
}

const failure = (env: Record<string, string>, config: new () => object = KettleConfig): BadConfiguration => {
  try {
    loadConfig(config, env);
  } catch (error) {
    if (error instanceof BadConfiguration) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

describe('loading a configuration', () => {
  it('gives numbers and booleans their type and keeps defaults', () => {
    const config = loadConfig(KettleConfig, {
      KETTLE_LITRES: '3',
      KETTLE_WHISTLE: 'false',
      KETTLE_PASSWORD: 'open-sesame',
    });
    expect({ ...config }).toEqual({ litres: 3, whistle: false, password: 'open-sesame' });
    expect(loadConfig(KettleConfig, { KETTLE_LITRES: '', KETTLE_PASSWORD: 'open-sesame' }).litres).toBe(2);
  });

  it('fails listing all bad variables by name, rule and what they must be', () => {
    const { variables, message } = failure({ KETTLE_LITRES: 'lots', KETTLE_WHISTLE: 'sometimes' });
    expect(message.split('\n')).toEqual([
      'bad configuration:',
      '  KETTLE_LITRES must not be less than 1, must be a whole number',
      '  KETTLE_WHISTLE must be true or false',
      '  KETTLE_PASSWORD must have at least 8 characters, must be text',
    ]);
    expect(variables).toMatchObject([
      { env: 'KETTLE_LITRES', rules: ['isInt', 'min'] },
      { env: 'KETTLE_WHISTLE', rules: ['isBoolean'] },
      { env: 'KETTLE_PASSWORD', rules: ['isString', 'minLength'] },
    ]);
  });

  it('fails for all that a process is told at once', () => {
    class CupConfig {
      @Describe('CUP_COUNT', 'How many there are.')
      @IsInt()
      count: number = 6;
    }
    const env = { CUP_COUNT: 'some', KETTLE_PASSWORD: 'short' };
    expect(() => loadConfigs({ kettle: KettleConfig, cup: CupConfig }, env)).toThrow(
      'bad configuration:\n  KETTLE_PASSWORD must have at least 8 characters\n  CUP_COUNT must be a whole number',
    );
    const { kettle, cup } = loadConfigs({ kettle: KettleConfig, cup: CupConfig }, { KETTLE_PASSWORD: 'open-sesame' });
    expect({ litres: kettle.litres, cups: cup.count }).toEqual({ litres: 2, cups: 6 });
  });

  it('never shows a value', () => {
    const error = failure({ KETTLE_LITRES: 'lots', KETTLE_PASSWORD: 'hunter2' });
    expect(error.message).toContain('KETTLE_PASSWORD must have at least 8 characters');
    expect(error.message + JSON.stringify(error)).not.toMatch(/hunter2|lots/);
  });
});

describe('the platform configuration', () => {
  it('listens on this machine only unless told otherwise', () => {
    const { platform, host, port, dataDir } = loadPlatformConfig({});
    expect({ platform, host, port, dataDir }).toEqual({
      platform: 'embedded',
      host: '127.0.0.1',
      port: 8080,
      dataDir: '.data',
    });
  });

  it('asks for the addresses of the cluster parts only in the cluster', () => {
    const { variables } = failure({ PLATFORM: 'cluster', KAFKA_BROKERS: 'one:9092,two' }, PlatformConfig);
    expect(variables.map(({ env }) => env)).toEqual(['EVENTSTORE_URL', 'KAFKA_BROKERS', 'MONGODB_URL', 'TOKEN_SECRET', 'MASTER_KEY']); // prettier-ignore
    const good = {
      PLATFORM: 'cluster',
      EVENTSTORE_URL: 'esdb://store:2113?tls=false',
      KAFKA_BROKERS: 'one:9092, two:9092',
      MONGODB_URL: 'mongodb://rows:27017/pcrm',
      TOKEN_SECRET: 'x'.repeat(32),
      MASTER_KEY: '0f'.repeat(32),
    };
    expect(loadPlatformConfig(good).kafkaBrokers).toEqual(['one:9092', 'two:9092']);
  });

  it('checks where traces go and which are kept', () => {
    const bad = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'key',
      OTEL_TRACES_SAMPLER: 'some',
      OTEL_TRACES_SAMPLER_ARG: '2',
      OTEL_SERVICE_NAME: 'a name',
    };
    expect(
      failure(bad, PlatformConfig)
        .variables.map(({ env }) => env)
        .sort(),
    ).toEqual(Object.keys(bad).sort());
    const good = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_SAMPLER_ARG: '0.25' };
    expect(loadPlatformConfig(good)).toMatchObject({ otlpEndpoint: 'http://collector:4318', tracesSamplerArg: 0.25 });
  });

  it('refuses an unknown edition', () => {
    expect(failure({ PLATFORM: 'cloud' }, PlatformConfig).variables).toEqual([
      { env: 'PLATFORM', rules: ['isIn'], words: ['must be one of embedded, cluster'] },
    ]);
  });
});

describe('the configuration table', () => {
  it('shows meaning and default, and of a secret nothing', () => {
    expect(configTable(KettleConfig)).toBe(
      [
        '| Variable          | Meaning            | Default  |',
        '| ----------------- | ------------------ | -------- |',
        '| `KETTLE_LITRES`   | How much it holds. | `2`      |',
        '| `KETTLE_WHISTLE`  | Does it whistle?   | `true`   |',
        '| `KETTLE_PASSWORD` | Opens the lid.     | (secret) |',
      ].join('\n'),
    );
  });

  it('replaces only the generated region', () => {
    const readme = 'before\n<!-- config:start -->\nold\n<!-- config:end -->\nafter';
    const renewed = withGeneratedRegion(readme, 'new');
    expect(generatedRegion(renewed)).toBe('new');
    expect(renewed).toMatch(/^before\n[^]*\nafter$/);
    expect(() => generatedRegion('nothing')).toThrow(/has no region/);
  });
});

documentedConfig(PlatformConfig, new URL('../../README.md', import.meta.url));
