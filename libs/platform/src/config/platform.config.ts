import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Describe } from './describe.js';
import { loadConfig, type Environment } from './load-config.js';

const inCluster = (config: PlatformConfig): boolean => config.platform === 'cluster';
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const ANY_HOST = { require_tld: false, require_protocol: true };

/** What every process of the platform is told at its start. */
export class PlatformConfig {
  @Describe(
    'PLATFORM',
    'Edition: `embedded` (one process on SQLite files) or `cluster` (EventStoreDB, Kafka, MongoDB).',
  )
  @IsIn(['embedded', 'cluster'])
  platform: 'embedded' | 'cluster' = 'embedded';

  @Describe('HOST', 'Address to listen on; the default answers this machine only.')
  @IsString()
  @MinLength(1)
  @MaxLength(253)
  host: string = '127.0.0.1';

  @Describe('PORT', 'TCP port of the HTTP server; 0 takes a free one.')
  @IsInt()
  @Min(0)
  @Max(65_535)
  port: number = 8080;

  @Describe('PCRM_DATA_DIR', 'Folder of the facts, messages, views and secrets of the embedded edition.')
  @IsString()
  @MinLength(1)
  dataDir: string = '.data';

  @Describe('LOG_LEVEL', 'Least important log line written: fatal, error, warn, info, debug, trace or silent.')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  logLevel: string = 'info';

  @Describe('BODY_LIMIT_BYTES', 'Largest request body in bytes, where a route sets no limit of its own.')
  @IsInt()
  @Min(1_024)
  @Max(1_073_741_824)
  bodyLimitBytes: number = 262_144;

  @Describe('RATE_LIMIT_PER_MINUTE', 'Requests one session may make in a minute; 0 sets no limit.')
  @IsInt()
  @Min(0)
  rateLimitPerMinute: number = 6_000;

  @Describe('EVENTSTORE_URL', 'Connection string of EventStoreDB (cluster only).', { secret: true })
  @ValidateIf(inCluster)
  @Matches(/^esdb(\+discover)?:\/\/.+/)
  eventStoreUrl?: string;

  @Describe('KAFKA_BROKERS', 'Kafka brokers as host:port, separated by commas (cluster only).')
  @ValidateIf(inCluster)
  @Matches(/^[^\s:,]+:\d{1,5}$/, { each: true })
  kafkaBrokers?: string[];

  @Describe('MONGODB_URL', 'Connection string of MongoDB (cluster only).', { secret: true })
  @ValidateIf(inCluster)
  @IsUrl({ ...ANY_HOST, protocols: ['mongodb', 'mongodb+srv'] })
  mongodbUrl?: string;

  @Describe(
    'TOKEN_SECRET',
    'Secret that signs the tokens between gateway and services, at least 32 characters (cluster only; embedded makes its own).',
    {
      secret: true,
    },
  )
  @ValidateIf(inCluster)
  @IsString()
  @MinLength(32)
  tokenSecret?: string;

  @Describe(
    'MASTER_KEY',
    "Key that opens the clients' data keys, 64 hexadecimal digits; without it everything personal is lost, so keep it safe and away from MongoDB and its backups (cluster only; embedded makes its own).",
    { secret: true },
  )
  @ValidateIf(inCluster)
  @Matches(/^[0-9a-fA-F]{64}$/)
  masterKey?: string;

  @Describe(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'Address of a collector that takes traces by OTLP over HTTP, such as `http://127.0.0.1:4318`; nothing is traced when empty.',
  )
  @IsOptional()
  @IsUrl({ ...ANY_HOST, protocols: ['http', 'https'] })
  otlpEndpoint?: string;

  @Describe('OTEL_EXPORTER_OTLP_HEADERS', 'What the collector asks for, as `name=value`, separated by commas.', {
    secret: true,
  })
  @IsOptional()
  @Matches(/^[\w-]+=([^%,]|%[0-9a-fA-F]{2})+(,[\w-]+=([^%,]|%[0-9a-fA-F]{2})+)*$/)
  otlpHeaders?: string;

  @Describe('OTEL_TRACES_SAMPLER', `Which traces are kept: ${SAMPLERS.join(', ')}.`)
  @IsIn(SAMPLERS)
  tracesSampler: (typeof SAMPLERS)[number] = 'parentbased_always_on';

  @Describe('OTEL_TRACES_SAMPLER_ARG', 'Share of the traces that are kept by ratio, from 0 to 1.')
  @IsNumber()
  @Min(0)
  @Max(1)
  tracesSamplerArg: number = 1;

  @Describe('OTEL_SERVICE_NAME', 'Name of the process in traces; `pcrm`, in the cluster `pcrm-<service>`, when empty.')
  @IsOptional()
  @Matches(/^[\w.-]{1,100}$/)
  otelServiceName?: string;
}

/** The platform's configuration from the environment; throws `BadConfiguration` naming every bad variable. */
export const loadPlatformConfig = (env: Environment): PlatformConfig => loadConfig(PlatformConfig, env);
