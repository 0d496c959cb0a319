import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@pcrm/platform';

/** Makes the joined OpenAPI document when it is first asked for. */
export type OpenApiSource = () => object;
export const OpenApiSource = Symbol('OpenApiSource');

/** What every service offers, joined: made from the running application, so it cannot be out of date. */
@ApiExcludeController()
@Controller('openapi')
export class OpenApiController {
  private document: object | undefined;

  constructor(@Inject(OpenApiSource) private readonly source: OpenApiSource) {}

  @Get()
  @Public()
  openApi(): object {
    return (this.document ??= this.source());
  }
}
