/** Where a project says that its packages are: in its build files, in those of its tools, and in its scripts. */

/** Files that are looked for in a project's folder. */
export const PROJECT_FILES: readonly string[] = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'pytest.ini',
  'tox.ini',
  '.env',
  'pyrightconfig.json',
  '.vscode/settings.json',
  'Makefile',
  'Dockerfile',
  'run.sh',
  'train.sh',
  'test.sh',
];

/** Files that stand in the folder of a project, whose packages are then in it or in its `src`. */
const BUILD_FILES: ReadonlySet<string> = new Set(['pyproject.toml', 'setup.py', 'setup.cfg']);

/** Paths from the folder of the file on, `.` for that folder itself. */
export function declaredFolders(name: string, text: string): readonly string[] {
  const declared = [...packageFolders(name, text), ...searchedFolders(name, text), ...pythonPaths(text)];
  return BUILD_FILES.has(name) ? [...declared, '.', 'src'] : declared;
}

/** `package_dir={"": "lib"}`, `find_packages("lib")`, `where = ["lib"]`, `{ include = "a", from = "lib" }`. */
function packageFolders(name: string, text: string): readonly string[] {
  const patterns: readonly RegExp[] =
    name === 'setup.py'
      ? [
          /package_dir\s*=\s*(?:dict\()?\{?\s*["']["']\s*:\s*["']([^"'\n]+)["']/g,
          /find_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?["']([^"'\n]+)["']/g,
        ]
      : name === 'setup.cfg'
        ? [/^package_dir\s*=\s*\n?\s*=\s*(\S+)/gm, /^where\s*=\s*(\S+)/gm]
        : name === 'pyproject.toml'
          ? [
              /^where\s*=\s*\[\s*["']([^"'\n]+)["']/gm,
              /^package-dir\s*=\s*\{\s*["']?["']?\s*=\s*["']([^"'\n]+)["']/gm,
              /\bfrom\s*=\s*["']([^"'\n]+)["']/g,
            ]
          : [];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path]) => path!));
}

/** pytest's `pythonpath`, and the `extraPaths` of editors. */
function searchedFolders(name: string, text: string): readonly string[] {
  if (name.endsWith('.json'))
    return [...text.matchAll(/extraPaths"\s*:\s*\[([^\]]*)\]/g)].flatMap(([, list]) =>
      [...list!.matchAll(/"([^"\n]+)"/g)].map(([, path]) => fromFolder(path!)).filter((path) => path !== undefined),
    );
  if (!['pyproject.toml', 'pytest.ini', 'tox.ini', 'setup.cfg'].includes(name)) return [];
  return [...text.matchAll(/^\s*pythonpath\s*=\s*(.+)$/gm)].flatMap(([, list]) =>
    list!.split(/[\s,[\]"']+/).filter((path) => path !== ''),
  );
}

/** `PYTHONPATH=$PYTHONPATH:$(pwd)/lib python train.py` */
function pythonPaths(text: string): readonly string[] {
  return [...text.matchAll(/\bPYTHONPATH\s*[:?+]?=\s*["']?([^\s"']+)/g)].flatMap(([, paths]) =>
    paths!
      .split(/[:;]/)
      .map(fromFolder)
      .filter((path) => path !== undefined),
  );
}

/** A path with the folder that it is meant from left out; undefined where it is of no known folder. */
function fromFolder(path: string): string | undefined {
  const inside = path.replace(
    /^(\$\(pwd\)|`pwd`|\$PWD|\$\{PWD\}|\$\{workspaceFolder\}|\$\(PWD\)|\$\(CURDIR\))\/?/i,
    './',
  );
  return /[$`(]/.test(inside) || inside === '' ? undefined : inside;
}
