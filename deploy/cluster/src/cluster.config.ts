import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Describe } from '@pcrm/platform';

const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const HOW_OTHERS_REACH = 'Addresses, separated by commas, at which the other services and the gateway reach';

/** What a process of the cluster edition is told besides the platform's configuration. */
export class ClusterConfig {
  @Describe('CLIENTS_URL', `${HOW_OTHERS_REACH} clients.`)
  @IsUrl(ADDRESS, { each: true })
  clientsUrl: string[] = ['http://127.0.0.1:8101'];

  @Describe('ALLOCATION_URL', `${HOW_OTHERS_REACH} allocation.`)
  @IsUrl(ADDRESS, { each: true })
  allocationUrl: string[] = ['http://127.0.0.1:8102'];

  @Describe('ENGAGEMENT_URL', `${HOW_OTHERS_REACH} engagement.`)
  @IsUrl(ADDRESS, { each: true })
  engagementUrl: string[] = ['http://127.0.0.1:8103'];

  @Describe('NOTIFICATIONS_URL', `${HOW_OTHERS_REACH} notifications.`)
  @IsUrl(ADDRESS, { each: true })
  notificationsUrl: string[] = ['http://127.0.0.1:8104'];

  @Describe(
    'PUBLIC_URL',
    'Address at which browsers reach the gateway; `prepare` shows the first administrator’s link with it.',
  )
  @IsUrl(ADDRESS)
  publicUrl: string = 'http://127.0.0.1:8080';

  @Describe(
    'INSTALLATION',
    'Name of this installation where several share the servers: before its streams, topics and groups, and of its database.',
  )
  @Matches(/^[a-z][a-z0-9]{0,30}$/)
  installation: string = 'pcrm';

  @Describe(
    'KAFKA_PARTITIONS',
    'Partitions of each topic in which services speak. Decided once: a client’s order hangs on it.',
  )
  @IsInt()
  @Min(1)
  @Max(1_000)
  kafkaPartitions: number = 6;

  @Describe('KAFKA_REPLICATION', 'Copies of each message; with three, one broker may be away.')
  @IsInt()
  @Min(1)
  @Max(9)
  kafkaReplication: number = 1;

  @Describe('KAFKA_TLS', 'Speak TLS with the brokers.')
  @IsBoolean()
  kafkaTls: boolean = false;

  @Describe(
    'KAFKA_SASL_MECHANISM',
    'How to sign in at the brokers: plain, scram-sha-256 or scram-sha-512; not at all when empty.',
  )
  @IsOptional()
  @IsIn(['plain', 'scram-sha-256', 'scram-sha-512'])
  kafkaSaslMechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512';

  @Describe('KAFKA_USERNAME', 'User at the brokers.')
  @ValidateIf(({ kafkaSaslMechanism }: ClusterConfig) => kafkaSaslMechanism !== undefined)
  @IsString()
  @MinLength(1)
  kafkaUsername?: string;

  @Describe('KAFKA_PASSWORD', 'Password at the brokers.', { secret: true })
  @ValidateIf(({ kafkaSaslMechanism }: ClusterConfig) => kafkaSaslMechanism !== undefined)
  @IsString()
  @MinLength(1)
  kafkaPassword?: string;

  @Describe(
    'CLOCK_FILE',
    'File with the instant at which the clock stands, for tests and rehearsals on one machine; real time when empty.',
  )
  @IsOptional()
  @IsString()
  @MinLength(1)
  clockFile?: string;
}
