import type { OpenAPIObject } from '@nestjs/swagger';
import { Unavailable } from '@pcrm/event-sourcing';

/** A service behind this origin, by its name and the addresses of its processes. */
export type Upstream = { readonly name: string; readonly urls: readonly string[] };
/** The document that the process at an address offers. */
export type DocumentOf = (url: string) => Promise<OpenAPIObject>;

/** After a service did not answer it is asked again no sooner, in milliseconds. */
const ASK_AGAIN_MS = 1_000;

/** Who answers which path: learnt from the services' own OpenAPI documents, so that no list is kept by hand. */
export class ServiceRoutes {
  private readonly documents = new Map<Upstream, OpenAPIObject>();
  private readonly owners = new Map<string, Upstream>();
  private asking: Promise<void> | undefined;
  private askedAt = -Infinity;

  constructor(
    private readonly upstreams: readonly Upstream[],
    private readonly documentOf: DocumentOf,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The service that answers a path; undefined when none does. Throws `Unavailable` while one that might has not answered yet. */
  async ownerOf(path: string): Promise<Upstream | undefined> {
    const place = placeOf(path);
    const known = this.owners.get(place);
    if (known || this.isComplete) return known;
    await this.learn();
    const owner = this.owners.get(place);
    if (!owner && !this.isComplete) throw new Unavailable(`${this.silent.join(', ')} cannot answer yet`);
    return owner;
  }

  /** One document of everything, the origin's own part included. */
  async joined(own: OpenAPIObject): Promise<OpenAPIObject> {
    await this.learn();
    if (!this.isComplete) throw new Unavailable(`${this.silent.join(', ')} cannot answer yet`);
    return [...this.documents.values()].reduce(joinedWith, own);
  }

  /** Asks every service that has not said yet what it offers. */
  private async learn(): Promise<void> {
    if (this.isComplete || this.now() - this.askedAt < ASK_AGAIN_MS) return await this.asking;
    this.askedAt = this.now();
    this.asking = Promise.all(this.upstreams.map((upstream) => this.ask(upstream))).then(() => undefined);
    await this.asking;
  }

  private async ask(upstream: Upstream): Promise<void> {
    if (this.documents.has(upstream)) return;
    const document = await firstOf(upstream.urls, this.documentOf);
    if (!document) return;
    for (const place of new Set(Object.keys(document.paths).map(placeOf))) this.own(place, upstream);
    this.documents.set(upstream, document);
  }

  private own(place: string, upstream: Upstream): void {
    const other = this.owners.get(place);
    if (other && other !== upstream) throw new Error(`${place} is offered by ${other.name} and by ${upstream.name}`);
    this.owners.set(place, upstream);
  }

  private get isComplete(): boolean {
    return this.documents.size === this.upstreams.length;
  }
  private get silent(): readonly string[] {
    return this.upstreams.filter((upstream) => !this.documents.has(upstream)).map(({ name }) => name);
  }
}

/** What the first of these addresses answers that answers at all. */
async function firstOf<Answer>(
  urls: readonly string[],
  ask: (url: string) => Promise<Answer>,
): Promise<Answer | undefined> {
  for (const url of urls) {
    const answer = await ask(url).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** `/api/clients/…` → `clients`; what only keepers use has the service's name behind it: `internal/clients`. */
function placeOf(path: string): string {
  const [, , first = '', second = ''] = path.split('?', 1)[0]?.split('/') ?? [];
  return first === 'internal' ? `${first}/${second}` : first;
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Two documents as one. A schema of the same name must be the same: a generated client has one type for it. */
function joinedWith(one: OpenAPIObject, other: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = { ...one.components?.schemas };
  for (const [name, schema] of Object.entries(other.components?.schemas ?? {})) {
    if (name in schemas && JSON.stringify(schemas[name]) !== JSON.stringify(schema))
      throw new Error(`two services mean different things by the schema ${name}`);
    schemas[name] = schema;
  }
  return { ...one, paths: { ...one.paths, ...other.paths }, components: { ...one.components, schemas } };
}
