/**
 * `node scripts/audit.mjs`: known vulnerabilities of the packages, as the registry knows them (`npm audit`). One of
 * level high or critical fails. A registry that cannot answer
 * (no network, a mirror without audits) is no failure, and is said.
 */
import { spawnSync } from 'node:child_process';
import { isMain, root } from './setup.mjs';

const FAILING = ['high', 'critical'];

/** What is wrong, as sentences; and what is worth saying though nothing is. */
export function audit() {
  // On Windows npm is a batch file, which only a shell can start.
  const { stdout, error } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 90_000,
    shell: process.platform === 'win32',
  });
  const answer = parsed(stdout);
  if (answer?.vulnerabilities === undefined) {
    const why = answer?.message ?? answer?.error?.summary ?? error?.message ?? 'npm gives no answer';
    return {
      complaints: [],
      remark: `The registry cannot say whether packages have known vulnerabilities, so nobody looked: ${why}`,
    };
  }
  const found = Object.values(answer.vulnerabilities);
  const complaints = found
    .filter(({ severity }) => FAILING.includes(severity))
    .map(({ name, severity, range, via }) => {
      const causes = via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`));
      return `${name} ${range} has a vulnerability of level ${severity}: ${causes.join('; ')}. Take a version without it (npm audit fix), or another package.`;
    });
  const others = found.length - complaints.length;
  return {
    complaints,
    remark:
      others > 0
        ? `${others} ${others === 1 ? 'package has a vulnerability' : 'packages have vulnerabilities'} of a lower level: npm audit lists them.`
        : undefined,
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (isMain(import.meta.url)) {
  const { complaints, remark } = audit();
  for (const complaint of complaints) console.error(complaint);
  if (remark !== undefined) console.log(remark);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
