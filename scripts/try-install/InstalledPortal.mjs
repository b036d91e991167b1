/**
 * A portal outside this repository, with Callboard installed as the installation page describes.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

const template = join(root, 'scripts/try-install/template');
const yarnScript = join(root, 'scripts/try-install/yarn.mjs');

/** The markers that the page's blocks replace; each takes its whole line. */
const MARKER =
  /^([ \t]*)(?:\/\/ install: ([\w-]+)|\{\/\* install: ([\w-]+) \*\/\})$/gm;

function listSourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name.startsWith('dist')) {
      return [];
    }
    return entry.isDirectory() ? listSourceFiles(path) : [path];
  });
}

/** Returns the names of the markers in a source file. */
function listMarkers(file) {
  return [...readFileSync(file, 'utf8').matchAll(MARKER)].map(
    ([, , comment, jsx]) => comment ?? jsx,
  );
}

const indent = (code, prefix) =>
  code
    .split('\n')
    .map(line => line && prefix + line)
    .join('\n');

export class InstalledPortal {
  #folder;
  #log;
  #configs = ['app-config.yaml'];

  /**
   * @param folder where the portal is created
   * @param log called with the output of commands
   */
  constructor(folder, log) {
    this.#folder = folder;
    this.#log = log;
  }

  /**
   * Creates the portal, without Callboard.
   *
   * @param {'new' | 'legacy'} frontend
   * @param registry the address of the registry of Callboard's packages
   */
  create(frontend, registry) {
    for (const part of ['portal', `${frontend}-frontend`]) {
      cpSync(join(template, part), this.#folder, { recursive: true });
    }
    // Pins the versions that the repository was tested with; Yarn resolves
    // further dependencies.
    cpSync(join(root, 'yarn.lock'), join(this.#folder, 'yarn.lock'));
    writeFileSync(
      join(this.#folder, '.yarnrc.yml'),
      [
        'enableTelemetry: false',
        'nodeLinker: node-modules',
        'nmMode: hardlinks-global',
        'npmMinimalAgeGate: 60d',
        "npmPreapprovedPackages: ['@callboard/*']",
        'npmScopes:',
        '  callboard:',
        `    npmRegistryServer: ${registry}`,
        "unsafeHttpWhitelist: ['127.0.0.1']",
        'networkSettings:',
        // Connections to this machine bypass proxies.
        "  '127.0.0.1': { httpProxy: '' }",
        '',
      ].join('\n'),
    );
    const bin = join(this.#folder, '.bin');
    mkdirSync(bin);
    const yarn = join(bin, 'yarn');
    writeFileSync(
      yarn,
      `#!/bin/sh\nexec "${process.execPath}" "${yarnScript}" "$@"\n`,
    );
    chmodSync(yarn, 0o755);
  }

  /**
   * Applies a block of the page.
   *
   * @throws Error when the block's command fails, or when no file of the portal matches the block
   */
  async applyBlock({ language, name, code }) {
    if (language === 'sh') {
      await this.runShell(code);
    } else if (name.includes('.')) {
      this.#writeFile(name, code);
    } else if (language === 'yaml') {
      // Backstage merges configuration files.
      const file = `app-config.${name}.yaml`;
      this.#writeFile(file, code);
      this.#configs.push(file);
    } else if (language === 'diff') {
      this.#replace(name, code);
    } else {
      this.#insert(name, code);
    }
  }

  /** @throws Error if a marker is left that no block of the page has replaced */
  checkComplete() {
    const unfilled = this.#listSources().flatMap(listMarkers);
    if (unfilled.length > 0) {
      throw new Error(`docs/install.md has no block ${unfilled.join(', ')}`);
    }
  }

  /**
   * Runs a command in the portal's folder.
   *
   * @throws Error with the end of the output when the command fails
   */
  async runShell(command) {
    const bin = join(this.#folder, '.bin');
    const env = {
      ...process.env,
      PATH: [bin, process.env.PATH].join(delimiter),
    };
    const { code, output } = await run('/bin/sh', ['-ec', command], {
      cwd: this.#folder,
      env,
    });
    this.#log(`$ ${command}\n${output}`);
    if (code !== 0) {
      throw new Error(`${command}\n${tail(output)}`);
    }
  }

  /**
   * Starts the built backend, which serves the app too.
   *
   * @param options.port where the backend listens
   * @param options.configs further configuration files in the portal's folder
   * @param options.settings environment variables
   * @returns the process
   */
  start({ port, configs = [], settings = {} }) {
    const url = `http://localhost:${port}`;
    return spawn(
      process.execPath,
      [
        '--require',
        join(root, 'scripts/lib/endWithParent.cjs'),
        '.',
        ...[...this.#configs, ...configs].flatMap(file => [
          '--config',
          join(this.#folder, file),
        ]),
      ],
      {
        cwd: join(this.#folder, 'packages/backend'),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          APP_CONFIG_app_baseUrl: url,
          APP_CONFIG_backend_baseUrl: url,
          APP_CONFIG_backend_cors_origin: url,
          APP_CONFIG_backend_listen_port: String(port),
          ...settings,
        },
      },
    );
  }

  #listSources() {
    return listSourceFiles(join(this.#folder, 'packages')).filter(file =>
      /\.tsx?$/.test(file),
    );
  }

  #writeFile(name, code) {
    writeFileSync(join(this.#folder, name), `${code}\n`);
  }

  /** Applies a diff: replaces its lines with a minus sign with its lines with a plus sign. */
  #replace(name, diff) {
    const pick = sign =>
      diff
        .split('\n')
        .filter(line => line.startsWith(sign))
        .map(line => line.slice(1))
        .join('\n');
    const before = pick('-');
    const file = this.#listSources().find(each =>
      readFileSync(each, 'utf8').includes(before),
    );
    if (!file) {
      throw new Error(`No file of the portal has the lines of ${name}`);
    }
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(before, () => pick('+')),
    );
  }

  #insert(anchor, code) {
    const file = this.#listSources().find(each =>
      listMarkers(each).includes(anchor),
    );
    if (!file) {
      throw new Error(`The portal has no file for the block ${anchor}`);
    }
    const filledText = readFileSync(file, 'utf8').replace(
      MARKER,
      (line, space, comment, jsx) =>
        (comment ?? jsx) === anchor ? indent(code, space) : line,
    );
    writeFileSync(file, filledText);
  }
}
