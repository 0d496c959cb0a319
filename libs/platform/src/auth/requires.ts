import { SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission } from './permissions.js';

export const REQUIRES = 'pcrm:requires';
export const PUBLIC = 'pcrm:public';

/** The permission a route asks for. A route without it, and not `@Public()`, stops the start. */
export const Requires = (permission: Permission): CustomDecorator => SetMetadata(REQUIRES, permission);

/** Open to everybody, signed in or not: health, metrics, signing in. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** What a decorator of a route, or else of its controller, says. */
export const marked = (name: string, context: ExecutionContext): unknown =>
  Reflect.getMetadata(name, context.getHandler()) ?? Reflect.getMetadata(name, context.getClass());
export const isPublic = (context: ExecutionContext): boolean => marked(PUBLIC, context) === true;
