/** An npm registry that contains only the packed packages. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

export class PackageRegistry {
  #packages;
  #server = createServer((request, response) =>
    this.#respond(request, response),
  );

  /** @param packed the results of `packPackage` */
  constructor(packed) {
    this.#packages = packed.map(({ file, manifest }) => {
      const content = readFileSync(file);
      const digest = (algorithm, encoding) =>
        createHash(algorithm).update(content).digest(encoding);
      // The hash in the URL prevents caches from returning an older tarball of the same version.
      const path = `/tarballs/${digest('sha256', 'hex')}.tgz`;
      return {
        manifest,
        content,
        path,
        shasum: digest('sha1', 'hex'),
        integrity: `sha512-${digest('sha512', 'base64')}`,
      };
    });
  }

  /** Listens on a free port of this machine only. */
  async start() {
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #respond({ url }, response) {
    const path = decodeURIComponent(url);
    const tarball = this.#packages.find(each => each.path === path);
    if (tarball) {
      response.end(tarball.content);
      return;
    }
    const requested = this.#packages.find(
      ({ manifest }) => `/${manifest.name}` === path,
    );
    response.writeHead(requested ? 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(
      JSON.stringify(requested ? this.#createDocument(requested) : {}),
    );
  }

  #createDocument({ manifest, path, shasum, integrity }) {
    const { name, version } = manifest;
    const dist = { tarball: `${this.url}${path}`, shasum, integrity };
    return {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
    };
  }
}
