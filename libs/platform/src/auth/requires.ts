import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Permission } from './permissions.js';

export const REQUIRES = 'pcrm:requires';
export const PUBLIC = 'pcrm:public';

/** The permission a route asks for. A route without it, and not `@Public()`, stops the start. */
export const Requires = (permission: Permission): CustomDecorator => SetMetadata(REQUIRES, permission);

/** Open to everybody, signed in or not: health, metrics, signing in. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
