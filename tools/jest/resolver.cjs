// Our sources import `./tier.js`, as Node will find it after the build; under Jest that file is still `./tier.ts`.
// Packages in node_modules are left alone: theirs is `.js` for real.
const { existsSync } = require('node:fs');
const { resolve, sep } = require('node:path');

module.exports = (request, options) => {
  if (request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes(`${sep}node_modules${sep}`)) {
    const bare = resolve(options.basedir, request).slice(0, -'.js'.length);
    for (const source of [`${bare}.ts`, `${bare}.tsx`]) if (existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
