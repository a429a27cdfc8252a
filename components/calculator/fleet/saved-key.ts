/** Where the browser keeps the fleet. */
export const savedKey = "hashinsight.fleet";
