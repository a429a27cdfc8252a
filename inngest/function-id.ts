/**
 * Id of the function that does what a name says: "mail.send" is "mail-send". One to one, so that the engine's words can
 * be told in ours again.
 *
 * @throws Error when the name is not a module, a dot and what is done.
 */
export function functionIdOf(name: string): string {
  if (!/^[a-z]+\.[a-z][a-z0-9_-]*$/i.test(name))
    throw new Error(`"${name}": a function is named by its module and what it does, as in "mail.send"`);
  return name.replace(".", "-");
}

/** The other way round, with or without the application's name that the engine puts before it. */
export function functionNameOf(id: string): string {
  return id.replace(/^hashinsight-/, "").replace("-", ".");
}
