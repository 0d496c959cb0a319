import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Clock, RowStore } from '@pcrm/event-sourcing';
import {
  ChangeFeed,
  loadConfig,
  onceMade,
  OpenApiModule,
  problemTitles,
  StoredActiveTables,
  type OpenApiSource,
} from '@pcrm/platform';
import type { SignedIn } from './sign-in/identity-provider.js';
import { People } from './sign-in/people.js';
import { DemoController } from './demo/demo.controller.js';
import { GatewayConfig } from './gateway.config.js';
import { gatewayDefinition } from './gateway.definition.js';
import { gatewayTitles } from './gateway.titles.js';
import { GatewayOptions } from './gateway.tokens.js';
import { Sessions } from './sign-in/sessions.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { StreamController } from './stream/stream.controller.js';
import { staffDirectory, type DirectoryRow } from './users/staff-directory.projection.js';
import { signedInAs, Users } from './users/users.js';
import { UsersController } from './users/users.controller.js';

/** What the edition gives the gateway. */
export type GatewayParts = {
  /** The gateway's part of the views. */
  readonly rows: RowStore;
  /** Users and sessions: kept durably and apart, since no fact could bring them back. */
  readonly accounts: RowStore;
  readonly clock: Clock;
  readonly changes: ChangeFeed;
  readonly options: GatewayOptions;
  readonly openApi: OpenApiSource;
};

/** Users and sessions over the gateway's rows; tables are declared, ended sessions swept. */
export async function openSessions({
  rows,
  accounts,
  clock,
  options,
}: Pick<GatewayParts, 'rows' | 'accounts' | 'clock' | 'options'>): Promise<People> {
  // Whichever build of the directory is read now: another one may be in the making, or take its place, at any time.
  const tables = new StoredActiveTables(rows, gatewayDefinition);
  await tables.activeTable(staffDirectory.name);
  const directory = async (staffId: string): Promise<DirectoryRow | undefined> =>
    (await rows.load<DirectoryRow>(await tables.activeTable(staffDirectory.name), [staffId])).get(staffId)?.doc;
  const { sessionHours } = loadConfig(GatewayConfig, process.env);
  const users = new Users(accounts, directory, () => clock.now());
  const persona = async (staffId: string): Promise<SignedIn | undefined> => {
    if (!options.demo) return undefined;
    const person = await directory(staffId);
    return person && signedInAs(staffId, person);
  };
  const sessions = new Sessions(
    accounts,
    { user: (userId) => users.current(userId), persona },
    () => Date.now(),
    sessionHours,
  );
  await users.declare();
  await sessions.declare();
  return { users, provider: users, sessions };
}

@Module({})
export class GatewayModule {
  static with({ clock, changes, options, openApi }: GatewayParts, people: People): DynamicModule {
    problemTitles.add(gatewayTitles);
    const provide = (token: FactoryProvider['provide'], value: unknown) => ({ provide: token, useValue: value });
    return {
      module: GatewayModule,
      imports: [OpenApiModule.with(onceMade(openApi))],
      controllers: [SignInController, DemoController, UsersController, StreamController],
      providers: [
        provide(People, people),
        provide(Users, people.users),
        provide(Sessions, people.sessions),
        provide(Clock, clock),
        provide(ChangeFeed, changes),
        provide(GatewayOptions, options),
      ],
    };
  }
}
