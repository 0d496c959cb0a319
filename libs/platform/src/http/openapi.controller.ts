import { Controller, Get, Inject, Module, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '../auth/requires.js';

/** Makes the OpenAPI document when it is asked for. */
export type OpenApiSource = () => OpenAPIObject | Promise<OpenAPIObject>;
const OpenApiSource = Symbol('OpenApiSource');

/** What the process offers: made from the running application, so it cannot be out of date. */
@ApiExcludeController()
@Controller('openapi')
class OpenApiController {
  constructor(@Inject(OpenApiSource) private readonly source: OpenApiSource) {}

  @Get()
  @Public()
  async openApi(): Promise<OpenAPIObject> {
    return await this.source();
  }
}

@Module({})
export class OpenApiModule {
  /** `GET /api/openapi`, answered by this source. */
  static with(source: OpenApiSource): DynamicModule {
    return {
      module: OpenApiModule,
      controllers: [OpenApiController],
      providers: [{ provide: OpenApiSource, useValue: source }],
    };
  }
}

/** Makes it once; a source that fails is asked again. */
export function onceMade(source: OpenApiSource): OpenApiSource {
  let made: OpenAPIObject | undefined;
  return async () => (made ??= await source());
}
