import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Clock, RowStore, tableOf } from '@pcrm/event-sourcing';
import type { SignedIn } from './sign-in/identity-provider.js';
import { IdentityProvider } from './sign-in/identity-provider.js';
import { GatewayOptions } from './gateway.tokens.js';
import { OpenApiController, OpenApiSource } from './pages/openapi.controller.js';
import { Sessions } from './sign-in/sessions.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { Changes } from './stream/changes.js';
import { StreamController } from './stream/stream.controller.js';
import { staffDirectory, type DirectoryRow } from './users/staff-directory.projection.js';
import { signedInAs, Users } from './users/users.js';
import { UsersController } from './users/users.controller.js';

/** What the edition gives the gateway. */
export type GatewayParts = {
  readonly rows: RowStore;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly options: GatewayOptions;
  readonly openApi: OpenApiSource;
};

/** The parts that must be there before a request can be told who asks: made once, given to the module. */
export type GatewaySessions = { readonly users: Users; readonly sessions: Sessions };

/** Users and sessions over the gateway's rows; tables are declared, ended sessions swept. */
export async function openSessions({ rows, clock, options }: Pick<GatewayParts, 'rows' | 'clock' | 'options'>): Promise<GatewaySessions> {
  const table = tableOf(staffDirectory);
  await rows.declare(table);
  const directory = async (staffId: string): Promise<DirectoryRow | undefined> =>
    (await rows.load<DirectoryRow>(table, [staffId])).get(staffId)?.doc;
  const users = new Users(rows, directory, () => clock.now());
  const persona = async (staffId: string): Promise<SignedIn | undefined> => {
    if (!options.personas) return undefined;
    const person = await directory(staffId);
    return person && signedInAs(staffId, person);
  };
  const sessions = new Sessions(rows, { user: (userId) => users.current(userId), persona });
  await users.declare();
  await sessions.declare();
  return { users, sessions };
}

@Module({})
export class GatewayModule {
  static with({ clock, changes, options, openApi }: GatewayParts, { users, sessions }: GatewaySessions): DynamicModule {
    const provide = (token: FactoryProvider['provide'], value: unknown) => ({ provide: token, useValue: value });
    return {
      module: GatewayModule,
      controllers: [SignInController, UsersController, StreamController, OpenApiController],
      providers: [
        provide(Users, users),
        provide(IdentityProvider, users),
        provide(Sessions, sessions),
        provide(Clock, clock),
        provide(Changes, changes),
        provide(GatewayOptions, options),
        provide(OpenApiSource, openApi),
      ],
    };
  }
}
