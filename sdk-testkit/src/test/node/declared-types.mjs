// Reads the interfaces that the client's declaration files publish, and compares answers with them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const COMMENT = /\/\*[\s\S]*?\*\//g;
const NAMESPACE = /^export declare namespace (\w+) \{\n([\s\S]*?)^\}/gm;
const INTERFACE = /interface (\w+) \{\n([^}]*)\}/g;
const ALIAS = /^export type (\w+) = (string|number);/gm;
const FIELD = /^\s*'?([\w-]+)'?(\??): (.+);$/gm;

export class DeclaredTypes {
  #interfaces = new Map();
  #aliases = new Map();

  constructor(folder) {
    for (const entry of readdirSync(folder, { recursive: true })) {
      if (entry.endsWith('.d.ts')) this.#read(readFileSync(join(folder, entry), 'utf8'));
    }
  }

  #read(source) {
    const text = source.replace(COMMENT, '');
    for (const [, space, body] of text.matchAll(NAMESPACE)) this.#collect(body, `${space}.`);
    this.#collect(text.replace(NAMESPACE, ''), '');
    for (const [, name, type] of text.matchAll(ALIAS)) this.#aliases.set(name, type);
  }

  #collect(text, prefix) {
    for (const [, name, body] of text.matchAll(INTERFACE)) {
      const fields = new Map();
      for (const [, field, optional, type] of body.matchAll(FIELD)) {
        fields.set(field, { optional: optional === '?', type });
      }
      this.#interfaces.set(prefix + name, fields);
    }
  }

  // What does not fit, in words. Optional fields may be null: the service sends them so.
  // `extra` are fields of the service that the declarations do not have; `untyped` are those declared otherwise than sent.
  differences(value, name, { extra = [], untyped = [] } = {}, path = name) {
    const fields = this.#interfaces.get(name);
    if (!fields) return [`${name} is not declared`];
    if (value === null || typeof value !== 'object') return [`${path} is no object`];
    const found = [];
    for (const key of Object.keys(value)) {
      if (!fields.has(key) && !extra.includes(key)) found.push(`${path}.${key} is not declared`);
    }
    for (const [key, { optional, type }] of fields) {
      if (untyped.includes(key)) continue;
      if (value[key] == null) {
        if (!optional) found.push(`${path}.${key} is missing`);
      } else {
        found.push(...this.#fits(value[key], type, { extra, untyped }, `${path}.${key}`));
      }
    }
    return found;
  }

  #fits(value, type, options, path) {
    const wanted = type.replace(/ \| null$/, '');
    if (wanted === 'unknown') return [];
    if (wanted.startsWith("'")) {
      const words = wanted.split(' | ').map((word) => word.replaceAll("'", ''));
      return words.includes(value) ? [] : [`${path} is ${value}, declared as ${wanted}`];
    }
    const array = /^Array<(.+)>$/.exec(wanted);
    if (array) {
      if (!Array.isArray(value)) return [`${path} is no array`];
      return value.flatMap((item, i) => this.#fits(item, array[1], options, `${path}[${i}]`));
    }
    const name = wanted.replace(/^\w+API\./, '');
    const plain = this.#aliases.get(name) ?? name;
    if (['string', 'number', 'boolean'].includes(plain)) {
      return typeof value === plain ? [] : [`${path} is a ${typeof value}, declared as ${plain}`];
    }
    return this.differences(value, name, options, path);
  }
}
