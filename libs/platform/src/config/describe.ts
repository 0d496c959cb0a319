import 'reflect-metadata';

/** What is known about one variable of a configuration class. */
export type Described = {
  readonly field: string;
  /** Name of the environment variable. */
  readonly env: string;
  /** What it means, in one sentence. */
  readonly sentence: string;
  /** Never shown, and without a default. */
  readonly secret: boolean;
};

const DESCRIBED = Symbol('pcrm:described');

/** Names the environment variable behind a field of a configuration class and says what it means. */
export const Describe =
  (env: string, sentence: string, options: { readonly secret?: boolean } = {}): PropertyDecorator =>
  (target, property) => {
    const inherited = (Reflect.getMetadata(DESCRIBED, target) ?? []) as readonly Described[];
    const mine: Described = { field: String(property), env, sentence, secret: options.secret ?? false };
    Reflect.defineMetadata(DESCRIBED, [...inherited, mine], target);
  };

export type ConfigClass<Config extends object> = new () => Config;

/** The described variables of a configuration class, inherited ones first. */
export const describedOf = (config: ConfigClass<object>): readonly Described[] =>
  (Reflect.getMetadata(DESCRIBED, config.prototype as object) ?? []) as readonly Described[];
