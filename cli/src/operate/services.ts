/** Services whose views can be examined under `/api/internal/`. */
export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'] as const;
export type Service = (typeof SERVICES)[number];

/** How a view, agenda or reaction stands; `made` of `toMake` messages while it is made. */
export type ViewStatus = {
  /** `<service>.<view>.v<n>` or `<service>.<reaction>`. */
  readonly view: string;
  readonly live: boolean;
  readonly applied: number;
  readonly parkedKeys: number;
  readonly parked: number;
  readonly lag?: number;
  readonly made?: number;
  readonly toMake?: number;
};

/** The name of a view, agenda or reaction without its service and build: `clients.client-list.v2.r1` is `client-list`. */
export const plainName = (consumer: string): string =>
  consumer.slice(consumer.indexOf('.') + 1).replace(/\.v\d+(\.r\d+)?$/, '');

/** The service a consumer belongs to; undefined when there is no such service. */
export const serviceOf = (consumer: string): Service | undefined =>
  SERVICES.find((service) => consumer.startsWith(`${service}.`));
