import { randomUUID } from 'node:crypto';
import { type sendUnaryData, Server, ServerCredentials } from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { AppendService } from './event-store-double/append-service.js';
import { Faults } from './event-store-double/faults.js';
import { ReadService } from './event-store-double/read-service.js';
import { StreamLog } from './event-store-double/stream-log.js';

export type DoubleOptions = {
  readonly port?: number;
  /** Address to listen on; without it this machine only. */
  readonly host?: string;
  /** Keeps the events in this file, so that a later double on the same file has them. */
  readonly file?: string;
  readonly firstPosition?: bigint;
  /** Bytes of one append; the server's own default. */
  readonly maxAppendSize?: number;
  /** Where clients are sent that meet `not-leader`; else to this double. */
  readonly leader?: { readonly host: string; readonly port: number };
};
export type EventStoreDouble = AsyncDisposable & {
  readonly port: number;
  /** Its connection string. */
  readonly url: string;
  readonly faults: Faults;
  readonly log: StreamLog;
  /** Subscriptions that are open now deliver nothing more, and do not end. */
  silence(): void;
  readonly subscriptions: number;
  /** Breaks every connection at once and answers nobody until `resume`, on the same port with the same events. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
};

/** A Kestrel server takes no more calls at once on one connection. */
const STREAMS_PER_CONNECTION = 100;

/**
 * A protocol double: speaks the protocol of the event store as its client knows it, keeps events in memory and fails when told to.
 * A test fixture; it promises nothing about durability or speed of the real server.
 */
export async function startEventStoreDouble(options: DoubleOptions = {}): Promise<EventStoreDouble> {
  const log = new StreamLog(options);
  const faults = new Faults();
  let port = options.port ?? 0;
  const leader = (): { host: string; port: number } => options.leader ?? { host: '127.0.0.1', port };
  const reads = new ReadService({ log, faults, leader });
  const appends = new AppendService({
    ...{ log, faults, leader, maxAppendSize: options.maxAppendSize ?? 1024 * 1024 },
    written: () => reads.written(),
  });
  const serve = async (): Promise<Server> => {
    const server = new Server({ 'grpc.max_concurrent_streams': STREAMS_PER_CONNECTION });
    server.addService(streamServices.StreamsService, {
      append: appends.append.bind(appends),
      batchAppend: appends.batchAppend.bind(appends),
      read: reads.read.bind(reads),
    });
    server.addService(featureServices.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: sendUnaryData<SupportedMethods>) => answer(null, supported()),
    });
    server.addService(gossipServices.GossipService, {
      read: (_call: unknown, answer: sendUnaryData<ClusterInfo>) => answer(null, gossip(port)),
    });
    port = await new Promise((resolve, reject) => {
      server.bindAsync(
        `${options.host ?? '127.0.0.1'}:${String(port)}`,
        ServerCredentials.createInsecure(),
        (error, bound) => (error ? reject(error) : resolve(bound)),
      );
    });
    return server;
  };
  let server: Server | undefined = await serve();
  const pause = async (): Promise<void> => {
    server?.forceShutdown();
    server = undefined;
  };
  const stop = async (): Promise<void> => {
    await pause();
    log.close();
  };
  return {
    ...{ port, faults, log, url: `esdb://127.0.0.1:${String(port)}?tls=false` },
    silence: () => reads.silence(),
    get subscriptions() {
      return reads.subscriptions;
    },
    pause,
    resume: async () => {
      server ??= await serve();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function supported(): SupportedMethods {
  const methods = new featuresPb.SupportedMethods();
  methods.setEventStoreServerVersion('24.10.0');
  const of: readonly [name: string, features: string[]][] = [
    ['append', []],
    ['batchappend', ['deadline_duration']],
    ['read', ['position', 'events']],
  ];
  for (const [name, features] of of) {
    const method = new featuresPb.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    method.setFeaturesList(features);
    methods.addMethods(method);
  }
  return methods;
}

function gossip(port: number): ClusterInfo {
  const endPoint = new gossipPb.EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const member = new gossipPb.MemberInfo();
  member.setInstanceId(new sharedPb.UUID().setString(randomUUID()));
  member.setTimeStamp(String(Date.now() * 10_000));
  member.setState(gossipPb.MemberInfo.VNodeState.LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endPoint);
  const cluster = new gossipPb.ClusterInfo();
  cluster.setMembersList([member]);
  return cluster;
}
