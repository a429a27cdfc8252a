/** A dozen believable rows, two of them wrong on purpose: a model that nobody makes, and a quantity that is no number. */
const exampleRows: readonly string[] = [
  "Label,Model,Quantity,Hashrate (TH/s),Power (W),Electricity (USD/kWh),Pool fee (%),Uptime (%),Machine price (USD)",
  "Hall A,Antminer S21,100,200,3550,0.06,2.5,100,1400",
  "Hall A,Antminer S19j Pro,240,104,3068,0.06,2,98,450",
  "Hall A,Antminer S19 XP,80,140,3010,0.06,2,98,300",
  "Hall B,WhatsMiner M50S,150,126,3276,0.055,2,97,210",
  "Hall B,WhatsMiner M60,60,172,3422,0.055,2,97,2300",
  "Hall B,Antminer S21 Ultra Max,20,,,0.055,2,98,",
  "Hall C,Antminer S21 Pro,120,234,3510,0.048,1.5,99,2400",
  "Hall C,Antminer S19 Pro,60,110,3250,0.09,2,92,300",
  "Hall C,Antminer S21 XP,40,270,3645,0.048,1.5,99,",
  "Customer 7,Antminer S19k Pro,ninety,120,2760,0.07,2,98,800",
  "Customer 7,Avalon A1466,75,150,3230,0.07,2,96,190",
  "Customer 9,,32,110,3250,0.065,2,95,700",
];

/** The example as a file, as if the person had chosen it. */
export function exampleFile(): File {
  return new File([exampleRows.join("\r\n"), "\r\n"], "example-fleet.csv", { type: "text/csv" });
}
