import 'reflect-metadata';
import { Controller, Get, Module, Post, HttpCode } from '@nestjs/common';
import { systemClock } from '@pcrm/event-sourcing';
import { createHttpApp, processLog, Public } from '@pcrm/platform';
import { takeOrders } from '../beside.js';

@Controller('hello')
class HelloController {
  @Get()
  @Public()
  read(): { readonly hello: string } {
    return { hello: 'world' };
  }

  @Post()
  @HttpCode(200)
  @Public()
  write(): { readonly hello: string } {
    return { hello: 'world' };
  }
}

@Module({ controllers: [HelloController] })
class HelloModule {}

/** Entry of a process that only says hello, through everything that every request of the platform goes through. */
const app = await createHttpApp([HelloModule], {
  clock: systemClock,
  authenticate: () => Promise.resolve(undefined),
  log: processLog({ name: 'hello', level: 'warn' }),
  bodyLimitBytes: 262_144,
  rateLimitPerMinute: 0,
});
await app.listen(0, '127.0.0.1');
takeOrders(() => app.getUrl());
