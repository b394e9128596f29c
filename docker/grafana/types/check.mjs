// Checks the dashboards against the types that Grafana publishes: a key that they do not know, or a value of another type, is an error.
// npm ci && node check.mjs
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

const here = path.dirname(fileURLToPath(import.meta.url));
const dashboards = path.join(here, '..', 'dashboards');
const raw = '@grafana/schema/dist/esm/raw/composable';

// Where the types have enums, JSON has texts.
const prelude = `
import type * as schema from '@grafana/schema';
import type * as timeseries from '${raw}/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as stateTimeline from '${raw}/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';

type Json<T> = T extends string ? \`\${T}\` : T extends (infer E)[] ? Json<E>[] : T extends object ? {[K in keyof T]: Json<T[K]>} : T;
// What the data source for Prometheus adds; its own types are in no package of their own.
type Query = schema.DataQuery & {
  expr: string;
  legendFormat?: string;
  editorMode?: 'builder' | 'code';
  instant?: boolean;
  interval?: string;
  range?: boolean;
};
type Annotation = Omit<schema.AnnotationQuery, 'target'> & {
  target: Query;
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
};
type Dashboard = Omit<schema.Dashboard, 'annotations'> & {annotations: {list: Annotation[]}};
declare const types: {
  timeseries: {options: Json<timeseries.Options>; custom: Json<timeseries.FieldConfig>};
  'state-timeline': {options: Json<stateTimeline.Options>; custom: Json<stateTimeline.FieldConfig>};
};
`;

function source(dashboard) {
  const statements = [prelude];
  const declare = (name, type, value) => statements.push(`export const ${name}: ${type} = ${JSON.stringify(value, null, 1)};`);
  declare('dashboard', 'Json<Dashboard>', dashboard);
  for (const panel of dashboard.panels) {
    declare(`options${panel.id}`, `(typeof types)['${panel.type}']['options']`, panel.options);
    declare(`custom${panel.id}`, `(typeof types)['${panel.type}']['custom']`, panel.fieldConfig.defaults.custom);
    panel.targets.forEach((target, i) => declare(`target${panel.id}_${i}`, 'Json<Query>', target));
  }
  return statements.join('\n');
}

const sources = new Map();
for (const file of fs.readdirSync(dashboards).filter((name) => name.endsWith('.json'))) {
  sources.set(path.join(here, `${file}.ts`), source(JSON.parse(fs.readFileSync(path.join(dashboards, file), 'utf8'))));
}
const options = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  types: [],
};
const host = ts.createCompilerHost(options);
const {readFile, fileExists, getSourceFile} = host;
host.readFile = (name) => sources.get(name) ?? readFile.call(host, name);
host.fileExists = (name) => sources.has(name) || fileExists.call(host, name);
host.getSourceFile = (name, version, ...rest) =>
  sources.has(name) ? ts.createSourceFile(name, sources.get(name), version) : getSourceFile.call(host, name, version, ...rest);

const found = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], options, host));
console.log(ts.formatDiagnostics(found, {getCanonicalFileName: (name) => name, getCurrentDirectory: () => here, getNewLine: () => '\n'}));
console.log(`${sources.size} dashboards, ${found.length} complaints`);
process.exit(found.length === 0 && sources.size > 0 ? 0 : 1);
