import { totalmem } from "node:os";

const MEBIBYTE = 1024 * 1024;

/**
 * What the server is run for: `durable` keeps every acknowledged change through a power cut, `scratch` is for tests
 * and loses everything then.
 *
 * @typedef {"durable" | "scratch"} Profile
 */

/**
 * The server's configuration file, for a machine of two cores that also runs web and worker.
 *
 * @param {Profile} profile
 * @returns {string}
 */
export function serverSettings(profile) {
  const settings = { ...COMMON, ...(profile === "scratch" ? SCRATCH : durable()) };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written at each start; changes here are lost.\n${lines.join("\n")}\n`;
}

const COMMON = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  datestyle: "ISO, YMD",
  max_connections: "100",
  work_mem: "8MB",
  random_page_cost: "1.1",
  // Compiling a query costs more than any of ours takes.
  jit: "off",
  logging_collector: "off",
  log_destination: "stderr",
  log_line_prefix: "%m [%p] %q%u@%d/%a ",
  log_checkpoints: "off",
};

function durable() {
  const eighthOfMemory = Math.floor(totalmem() / 8 / MEBIBYTE);
  const sharedMebibytes = Math.max(64, Math.min(512, eighthOfMemory));
  return {
    shared_buffers: `${sharedMebibytes}MB`,
    effective_cache_size: `${sharedMebibytes * 3}MB`,
    maintenance_work_mem: "64MB",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    checkpoint_completion_target: "0.9",
    max_worker_processes: "4",
    max_parallel_workers_per_gather: "1",
    log_min_duration_statement: "500ms",
    shared_preload_libraries: "pg_stat_statements",
  };
}

const SCRATCH = {
  shared_buffers: "64MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  // It would hold the template while a test clones it.
  autovacuum: "off",
};
