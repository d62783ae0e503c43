import { WrongUsage } from '../cli/output/command.js';
import { type Config, readConfig } from '../host/config.js';

/** The settings of local mode, which works in a folder of this machine. Throws a WrongUsage where they name another store. */
export function readLocalConfig(options: { readonly data?: string }) {
  const config: Config = readConfig({ data: options.data });
  const { store } = config;
  if (store.kind === 'embedded') return { ...config, store };
  throw new WrongUsage('Local mode works in a folder of this machine. Unset QUARTERDECK_STORE.');
}
