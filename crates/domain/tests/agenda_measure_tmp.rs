#![allow(clippy::all, clippy::disallowed_methods)]
use domain::agenda::*;
use jiff::{tz::TimeZone, civil::*, SignedDuration, ToSpan};
#[test]
fn measure() {
    for (nb, cap, sab, hours, dur, zone) in [(300,1,false,(540u16,1140u16),30u16,"Europe/Paris"),(300,1,true,(540,1140),30,"Europe/Paris"),(300,3,true,(540,1140),30,"Europe/Paris"),(0,1,false,(540,1140),30,"Europe/Paris"),(300,1,false,(0,1440),30,"Europe/Paris"),(300,1,false,(540,1140),30,"Pacific/Noumea")] {
    let zone = TimeZone::get(zone).unwrap();
    let first = date(2026,10,5);
    let z = first.to_zoned(zone.clone()).unwrap().timestamp();
    let wk=[Weekday::Monday,Weekday::Tuesday,Weekday::Wednesday,Weekday::Thursday,Weekday::Friday,Weekday::Saturday,Weekday::Sunday];
    let busy: Vec<Busy> = (0..nb).map(|i| { let s = z + SignedDuration::from_mins((i/10)*1440 + 540 + (i%10)*60); Busy{start:s,end:s+SignedDuration::from_mins(25), lane: Some((i % cap as i64) as u16)}}).collect();
    let a = Agenda{zone, capacity:cap, weekly: wk.iter().map(|&weekday| WeeklyHours{weekday, from:MinuteOfDay::new(hours.0).unwrap(), to:MinuteOfDay::new(hours.1).unwrap()}).collect(), exceptions: vec![], closed_days: vec![], busy};
    let r = SlotRules{duration_minutes:dur,buffer_before_minutes:0,buffer_after_minutes:5,step_minutes:30,start_after_busy:sab,min_lead_minutes:60,horizon_days:90};
    let now = z - SignedDuration::from_hours(1);
    let last = first + 29.days();
    let n: usize = free_slots(&a,&r,first,last,now).iter().map(|d| d.slots.len()).sum();
    let mut best = u128::MAX; let mut tot=0;
    for _ in 0..2000 { let t=std::time::Instant::now(); let x=std::hint::black_box(free_slots(std::hint::black_box(&a),&r,first,last,now)); let e=t.elapsed().as_nanos(); drop(x); best=best.min(e); tot+=e; }
    let start = z + SignedDuration::from_mins(10*1440+570);
    let mut ob = u128::MAX; let mut ot=0;
    for _ in 0..2000 { let t=std::time::Instant::now(); let x=std::hint::black_box(offer(std::hint::black_box(&a),&r,start,now)); let e=t.elapsed().as_nanos(); let _=x; ob=ob.min(e); ot+=e; }
    println!("busy {nb} cap {cap} sab {sab} hours {hours:?}: {n} slots; free_slots best {best} ns mean {}; offer best {ob} mean {}", tot/2000, ot/2000);
    }
}
