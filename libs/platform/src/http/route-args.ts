/** Where Nest keeps what the parameters of a controller's method are taken from. */
export const ROUTE_ARGS = '__routeArguments__';
export type RouteArgs = { readonly [key: string]: RouteArg };
export type RouteArg = {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes: readonly unknown[];
  /** Of a decorator of our own: the function that makes the value. */
  readonly factory?: unknown;
};
