/**
 * First names borne in the United Kingdom, whatever language they come from, without those that are also words, months
 * or places (Grace, Mark, Will, June, Victoria, Jordan): a capital after one of these is likely a person's surname.
 *
 * Kept here because no list that is published as a library was fit: see docs/decisions/0008-names-of-people.md.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'Aaliyah Aamir Aaqib Aarav Aaron Aarti Abayomi Abbas Abbie Abby Abdirahman Abdul Abdullah Abdullahi ' +
    'Abdulrahman Abebe Abena Abeo Abha Abhishek Abid Abigail Abimbola Abiodun Abiola Ada Adaeze Adah Adam ' +
    'Adaobi Addison Adebayo Adebimpe Adebola Adedayo Adedoyin Adeel Adekunle Adela Adele Adenike Adeniyi ' +
    'Adeola Aderonke Adesola Adetola Adewale Adeyemi Adil Aditi Aditya Adnan Adrian Adrienne Afia Afsana ' +
    'Afshan Aftab Afua Afzal Agata Agnes Agnieszka Ahmad Ahmed Ahsan Aidan Aiden Aileas Aileen Ailsa Aiman ' +
    'Aimee Aine Aisha Ajay Ajmal Akash Akbar Akhil Akhtar Akiko Akinola Akira Akosua Akram Akshay Akua Akwasi ' +
    'Alan Alana Alannah Alasdair Alastair Albert Alec Aled Aleena Alejandro Aleksandar Aleksander Aleksandra ' +
    'Aleksei Alena Alessandra Alessandro Alessia Alex Alexander Alexandra Alexandria Alexandru Alexei Alexis ' +
    'Alfie Alfred Algernon Ali Alice Alicia Alina Alison Alistair Aliya Alka Alojz Altaf Alun Alva Alvaro ' +
    'Alvin Alwyn Amaka Amanda Amandeep Amar Amara Amardeep Amarjit Ambika Ambreen Ameena Ameer Amelia Ameyo ' +
    'Amina Amir Amit Amjad Ammar Amoah Amos Amrit Amrita Amritpal Amy Ana Anand Anastasia Anastazja Anatoly ' +
    'Anca Anders Andre Andrea Andreea Andrei Andres Andrew Andris Andrzej Andy Aneela Aneta Aneurin Angela ' +
    'Angelica Angelina Angharad Angie Angus Anh Aniket Anil Anisa Anita Anjali Anjana Ankit Ann Anna Annabel ' +
    'Annabelle Anne Anneke Anneliese Annette Annie Annika Anoop Anouk Anselm Anshul Anthony Antoine Anton ' +
    'Antonella Antoni Antonia Antonio Anuoluwapo Anupam Anuradha Anwar Anwen Anya Aodhan Aoibheann Aoife ' +
    'Aparna Aqeel Aqsa Archana Aretha Arianna Arif Arifa Arjun Arkadiusz Arkady Arlene Armando Aron Arooj ' +
    'Arshad Arthur Artur Arturo Arun Arvind Arwel Arwen Asad Asghar Asha Ashfaq Ashish Ashleigh Ashley Ashok ' +
    'Ashwin Asif Asifa Asim Asma Asta Astrid Athol Atif Atiya Audrey Augustin Aurel Aurelia Aurelio Ava ' +
    'Avinash Avtar Awais Ayaan Ayanda Ayesha Aylin Aylon Ayo Ayobami Ayodeji Ayodele Ayomide Ayse Azhar Aziz ' +
    'Aziza Babajide Babak Babar Babatunde Babita Balbir Baldev Baljit Balvinder Balwinder Bamidele Barbara ' +
    'Barnabas Barnaby Barry Bartholomew Bartosz Basharat Bashir Baz Bea Beata Beatrice Beatrix Beatriz Becky ' +
    'Behnaz Belinda Ben Benazir Benedict Benjamin Bernadette Bernard Bernice Bert Bertram Bessie Beth Bethan ' +
    'Bethany Betsy Bettina Betty Bev Beverley Beverly Bhavesh Bhavin Bhavna Bhupinder Bianca Bijan Bilal ' +
    'Billy Birgit Bjorn Blathnaid Blazej Bogdan Bogumil Boguslaw Bojan Bolaji Bolanle Bongani Boris Bozena ' +
    'Brandon Branko Branwen Brenda Brendan Brett Brian Bridget Brigid Briony Bronagh Bronislaw Bronwen Bruce ' +
    'Bryan Bryony Bukola Burak Bushra Busisiwe Caitlin Callan Callum Calum Cameron Camila Camille Candice ' +
    'Caoimhe Caradoc Carl Carla Carlo Carlos Carly Carmen Carol Caroline Carolyn Carwyn Carys Caspian ' +
    'Cassandra Catalin Catalina Catarina Cathal Catherine Cathleen Cathy Catrin Catriona Cecil Cecile Cecilia ' +
    'Cecily Ceinwen Celia Cem Ceri Ceridwen Cerys Cezary Chandra Chantal Charanjit Charles Charlie Charlotte ' +
    'Chas Cheryl Chetan Chhaya Chiamaka Chiara Chibuike Chidera Chidi Chidinma Chigozie Chika Chikondi ' +
    'Chimamanda Chinaza Chinedu Chinonso Chinwe Chioma Chipo Chisom Chiyo Chizoba Chloe Chris Chrissie ' +
    'Christabel Christina Christine Christoph Christopher Chukwudi Chukwuemeka Ciara Ciaran Cillian Cindy ' +
    'Ciprian Claire Clare Clarissa Claude Claudette Claudia Claudine Cledwyn Clement Cleo Cleopatra Clifford ' +
    'Clint Clive Clodagh Coinneach Colin Colm Conall Connor Conor Constantin Consuelo Corey Corina Corinne ' +
    'Cormac Cornelia Cory Cosimo Cosmin Costel Costin Craig Cressida Crispin Cristian Cristiano Cristina ' +
    'Cristobal Curtis Cuthbert Cynthia Cyril Czeslaw Dafydd Dagmara Daisy Daithi Daiva Dalia Daljit Damian ' +
    'Damilola Damir Dan Danh Daniel Danielle Danny Danuta Daphne Dara Daria Dario Darius Dariusz Darragh ' +
    'Darrell Darren Darryl Darshan Darya Daryl Dave David Davide Davinder Davoud Dawn Dawud Dayo Deanna Deb ' +
    'Debbie Deborah Debs Declan Deepa Deepak Deepika Deepti Deiniol Deirdre Dejan Delia Della Delroy Delyth ' +
    'Demelza Demetrius Demi Denisa Denise Dennis Denzel Denzil Derek Dermot Desmond Desta Devika Dewi Dhruv ' +
    'Diana Diane Diarmuid Diego Dieter Dilip Dilys Dimitar Dimitri Dimitrios Dina Dinesh Dionne Dipak Dipesh ' +
    'Dirk Divya Dmitri Dobromir Doina Dolores Domenico Dominic Dominik Dominika Donal Donald Donna Donnacha ' +
    'Donovan Doreen Dorian Doris Dorota Dorothea Dorothy Dougie Douglas Dragan Dragos Duc Dulcie Duncan Dusan ' +
    'Dwayne Dwight Dyfan Dyfrig Dylan Dympna Eamon Ebele Ebenezer Ebere Ebru Ebuka Edgar Edith Edmund Edna ' +
    'Eduardo Edward Edwin Edwina Edyta Efa Effie Efosa Efua Egbert Egle Ehsan Eifion Eileen Eilidh Eimear ' +
    'Eirian Eirlys Eirwen Eithne Ejaz Ejike Ekaterina Ekene Elaine Eleanor Elena Eleri Elfed Elgan Elias Elif ' +
    'Elijah Elin Elinor Elisa Elisabeth Elise Eliza Elizabeth Elke Ella Ellen Ellie Elliot Elliott Eloise ' +
    'Elsie Elspeth Elvira Elzbieta Emanuela Emanuele Emeka Emil Emilia Emilian Emilio Emily Emlyn Emma ' +
    'Emmanuel Emmeline Emre Emrys Enda Enid Eniola Enitan Enoch Enrique Enzo Eoghan Eoin Ephraim Erdem Eric ' +
    'Erica Erich Erik Erika Ernest Ernestine Ernst Errol Eryl Esme Esperanza Esra Esteban Estelle Esther ' +
    'Ethan Ethel Euan Eugen Eugene Eugenia Eugenio Eunice Euphemia Euros Eustace Eva Evelyn Evie Ewa Ewan ' +
    'Ewen Fabian Fabio Fabrizio Fahad Faheem Faisal Faiz Faiza Farah Farai Farhan Farhana Farid Farida Farooq ' +
    'Farrukh Farzana Fatema Fatima Fatimah Fatou Fatoumata Fauzia Fawad Fazal Fearchar Fearghal Federica ' +
    'Federico Felicity Felipe Femi Fenella Fereshteh Fergal Fergus Fernanda Fernando Ffion Fikile Filip ' +
    'Filippo Finbar Finlay Fintan Fiona Fionnlagh Fionnuala Fleur Florentina Florian Florin Folake Folasade ' +
    'Fozia Fran Frances Francesca Francesco Francis Francisco Franciszek Francois Francoise Fraser Freda ' +
    'Freddie Frederic Frederick Freja Freya Friedrich Fritz Fumilayo Fungai Funmi Gabor Gabriel Gabriela ' +
    'Gabrielle Gagandeep Gail Galina Ganesh Gareth Garth Gary Gaston Gaurav Gauri Gavin Gaynor Gaz Gbenga ' +
    'Geeta Gemma Genevieve Genowefa Geoff Geoffrey George Georgette Georgie Georgina Geraint Gerald Geraldine ' +
    'Gerard Gerda Gerhard Germaine Gert Gertrude Gethin Ghazala Gheorghe Ghulam Giacomo Gianni Gideon Gilbert ' +
    'Giles Gillian Gina Ginny Gintaras Giorgi Giorgio Giovanna Giovanni Gisela Giulia Giuseppe Gladys Glenda ' +
    'Glenys Gloria Glyn Glynis Godfrey Gonzalo Gopal Goran Gordon Govind Graciela Graeme Graham Grainne Greer ' +
    'Greet Greg Gregor Gregory Greta Gretchen Grigore Griselda Gruffydd Grzegorz Guadalupe Gudrun Gugu Guido ' +
    'Guillaume Guillermo Guinevere Gunnar Gunther Gurdeep Gurdip Gurjit Gurminder Gurmit Gurnam Gurpal ' +
    'Gurpreet Gursharan Gurvinder Gustavo Gwen Gwenda Gwendoline Gwendolyn Gwenllian Gwilym Gwyn Gwyneth ' +
    'Habib Habiba Hadiya Haf Hafsa Haider Haile Hajra Hakeem Haleema Halima Halina Hallie Hamid Hamida Hamish ' +
    'Hamza Hamzah Hanif Hanifa Hanna Hannah Hanne Hanneke Hannibal Hans Hardeep Hardip Harinder Haris Harish ' +
    'Harjinder Harjit Harjot Harkiran Harman Harmeet Harold Haroon Harpal Harpreet Harriet Harry Harsha ' +
    'Harshad Haruka Haruki Harvinder Hasan Haseeb Hashim Hasina Hassan Hattie Hayley Hazel Heather Hefin ' +
    'Heidi Heike Heinrich Heinz Heledd Helen Helena Helga Helmut Heloise Hema Hemant Henrietta Henrik ' +
    'Henrique Henry Hermione Hernando Hester Hetal Hettie Hien Hilary Hilda Hildegard Himanshu Hina Hiroshi ' +
    'Hoang Hodan Hollie Holly Honoria Horace Horatio Hortense Howard Hristo Hubert Hugh Humaira Humayun ' +
    'Humphrey Huong Husna Hussain Hussein Huw Hywel Iain Ian Ibironke Ibrahim Idowu Idris Iestyn Ieuan Ieva ' +
    'Ifan Ifeanyi Ifeoma Iffat Ignacio Ignacy Ignatius Igor Ijaz Ike Ikechukwu Ikenna Ikram Ilinca Ilona Ilse ' +
    'Ilyas Iman Immanuel Imogen Imran Imtiaz Ina Inayat Inderjit Indira Ines Inese Inga Inge Ingeborg Ingo ' +
    'Ingrid Ini Ioan Ioana Iolo Ionela Ionut Iorwerth Iqbal Irena Irene Irfan Irina Irma Irum Isaac Isabel ' +
    'Isabella Isabelle Isadora Ishaan Ishaq Ishfaq Isidore Isla Islwyn Ismail Isobel Israr Itumelang Iulia ' +
    'Iuliana Ivan Ivana Ivanka Ivor Iwan Iwona Iyabo Izabela Izzy Jabbar Jabulani Jackie Jacky Jacob ' +
    'Jacqueline Jacques Jadwiga Jagdeep Jagdish Jagjit Jago Jahangir Jaime Jake Jakub Jamal James Jamie Jamil ' +
    'Jamila Jana Jane Janet Janice Janina Janis Janos Janusz Jared Jaroslav Jaroslaw Jarvis Jasbir Jasdeep ' +
    'Jaskaran Jasmeet Jasmin Jasmine Jason Jaspal Jaspreet Jasvinder Jaswant Jaswinder Jatinder Javed Javier ' +
    'Jawad Jayden Jayesh Jayne Jayshree Jean Jeanette Jeanne Jeff Jeffrey Jelena Jem Jemima Jenifer Jenna ' +
    'Jenni Jennifer Jenny Jens Jeremiah Jeremy Jermaine Jerome Jerzy Jesse Jessica Jessie Jethro Jez Ji-hoon ' +
    'Jide Jignesh Jill Jim Jindrich Jing Jiri Jitendra Jiwon Joachim Joan Joana Joann Joanna Joanne Joao ' +
    'Joaquin Jocelyn Jock Jodi Jodie Joe Joel Joely Johanna Johannes John Johnny Jolanta Jolene Jolyon Jon ' +
    'Jonas Jonathan Jonny Jools Jorge Jorgen Jose Josefina Joseph Josephine Josh Joshua Josie Jovan Jowan ' +
    'Joyce Jozef Juan Juana Judith Judy Julia Julian Julianne Julie Julien Juliet Juliette Julius Junaid ' +
    'Jurgen Jurgita Justin Justine Justyna Kabir Kacper Kagiso Kaitlyn Kajal Kaleem Kalpana Kalpesh Kalyani ' +
    'Kamal Kamaljit Kamara Kamil Kamila Kamini Kamran Kanwal Kapil Kara Karamjit Karan Karel Karen Karim ' +
    'Karin Karina Karl Karla Karol Karolina Karsten Karthik Kartik Kasey Kashif Kasia Katarzyna Kate ' +
    'Katherine Kathleen Kathryn Katie Katja Katrin Katrina Katy Katya Kausar Kauser Kaushik Kaveh Kavita ' +
    'Kavya Kay Kayla Kayleigh Kayode Kazimierz Keeley Keelin Kehinde Keiko Keira Keisha Keith Kelechi Kelly ' +
    'Kelvin Kemi Ken Kendra Kenji Kenna Kenneth Kenny Kensa Kerensa Kerri Kerry Kerstin Ketan Kev Kevin Kezia ' +
    'Keziah Khadija Khadijah Khadijatu Khalid Khalida Khanh Khurram Kian Kiera Kieran Kim Kimberley Kimberly ' +
    'Kinga Kiran Kirit Kirpal Kirsten Kirstie Kirsty Klaudia Klaus Kofi Kojo Konrad Kornelia Kristaps Kristen ' +
    'Kristian Kristina Kristine Krystian Krystyna Krzysztof Kudzai Kulbir Kuldeep Kuldip Kuljit Kulsoom ' +
    'Kulwinder Kunal Kurt Kwabena Kwadwo Kwaku Kwame Kwasi Kweku Kwesi Kyle Kylie Lacey Lachlan Laila Lakshmi ' +
    'Lalita Lara Larry Lars Laszlo Lata Latisha Latoya Laura Lauren Laurence Laurent Lauretta Lavanya Lavinia ' +
    'Lawrence Layla Leah Leanne Lech Leena Leif Leila Lekan Len Lenka Leona Leonard Leonardo Leonie Leopold ' +
    'Lerato Leroy Lesley Leslie Leszek Leticia Letitia Lettice Lewin Lewis Liam Lianne Lieke Lila Liliana ' +
    'Lillian Lillie Linda Lindiwe Lindsay Linford Linh Linus Lionel Lisa Liudmila Livia Liz Llew Llinos ' +
    'Lorcan Loredana Lorena Lorenzo Loretta Lori Lorna Lorraine Lothar Lottie Louis Louisa Louise Lowenna ' +
    'Lowri Lubna Lubomir Luca Lucas Lucia Lucian Lucie Lucien Lucille Lucinda Lucius Lucy Ludmila Ludovic ' +
    'Ludwik Luigi Luis Luisa Luiz Lukas Lukasz Luke Lutz Lwazi Lydia Lyndsey Lynette Lynn Lynne Lyra Lyudmila ' +
    'Maarten Mabel Mabli Maciej Maddie Madeleine Madeline Madhuri Madison Madoc Maeve Magda Magdalena Maggie ' +
    'Magnus Mahendra Mahesh Mahmood Mahmoud Mahnoor Mahsa Maia Mair Maira Maire Mairead Mairi Maisie Maja ' +
    'Majid Makena Malachy Malcolm Malgorzata Maliha Malwina Mamadou Mandeep Mandla Mandy Manfred Manish ' +
    'Manisha Manjeet Manjinder Manjit Manoj Manon Manpreet Mansoor Manuel Manuela Maqsood Marc Marcel Marcela ' +
    'Marcella Marcelle Marcello Marcelo Marcia Marcin Marco Marcos Marcus Mared Marek Margaret Margarida ' +
    'Margarita Margery Margie Margot Marguerite Maria Mariah Mariam Mariama Marian Mariana Marianne Mariano ' +
    'Maribel Marie Marieke Mariella Marietta Marija Marijana Marijke Marika Marilyn Marinela Mario Mariola ' +
    'Marion Marisa Marisol Marissa Marius Mariusz Mariyam Marjorie Markus Marlena Marlene Marlies Marlon ' +
    'Maroof Marsaili Marsha Marta Martha Martin Martina Martyn Martyna Marvin Mary Maryam Maryla Maryum ' +
    'Masood Mateja Mateo Mateusz Mathew Mathieu Matilda Matt Matteo Matthew Matthias Mattie Maud Maude ' +
    'Maureen Maurice Mauricio Mauro Mavis Max Maximilian Maxine Mayur Mbali Meena Meenakshi Meera Meg Megan ' +
    'Mehak Mehdi Mehmet Mehmood Mehran Mehreen Mehwish Mei Mei-Ling Meinir Meirion Melanie Melinda Melissa ' +
    'Melvin Melvyn Menna Mererid Merfyn Merryn Meryl Mette Meurig Mhairi Mia Micah Michael Michal Michelle ' +
    'Miguel Mihaela Mihai Mihangel Mikaela Mike Mikhail Mikolaj Mildred Milena Millicent Milos Milosz Mimi ' +
    'Minal Minh Mirabel Miranda Mircea Mirela Miriam Miroslav Miroslaw Miruna Misbah Mitesh Mitra Moazzam ' +
    'Modupe Moeen Mohamed Mohammad Mohammed Mohan Mohinder Mohsin Moira Mojisola Molly Monica Monika Monique ' +
    'Morag Morwen Morwenna Moses Mubarak Mubeen Mudassar Muhammad Muhammed Mukesh Mumtaz Mungo Munir Munira ' +
    'Murat Murdo Muriel Musa Musarat Mushtaq Mustafa Mustapha Mwangi Myfanwy Myles Myra Myrna Nabeel Nabila ' +
    'Nadeem Nadezhda Nadia Nadine Nadira Naeem Naheed Naila Najma Nalini Nancy Nandini Nanette Naomi Narayan ' +
    'Narendra Naresh Narinder Naseem Naseer Nasim Nasir Nasiru Nasra Nasreen Nasrin Natalia Natalie Natalya ' +
    'Natasha Nathalie Nathan Nathaniel Natwar Navdeep Naveed Naveen Navjot Navneet Nawaz Nazanin Nazia Nazir ' +
    'Nazma Ndidi Neelam Neeraj Neeta Neetu Neha Neil Nellie Nenad Nerys Nessa Nesta Neville Ngoc Ngozi Nguyen ' +
    'Nia Niall Niamh Nichola Nicholas Nick Nicky Nicola Nicolae Nicolas Nicole Nicoleta Nicolette Niels Nigel ' +
    'Nighat Nikhil Nikhita Nikki Nikola Nikolai Nikolay Nilesh Niloufar Nils Nimisha Nina Niraj Niranjan ' +
    'Nirmala Nisha Nishant Nita Nitin Nkechi Nkem Nkosi Nnamdi Nneka Noel Noelle Nolan Noman Nomsa Nomvula ' +
    'Noor Nora Noreen Norma Norman Nosheen Nthabiseng Ntombi Nuala Nuno Nusrat Nyasha Oana Obi Obinna Oby ' +
    'Octavia Octavian Odette Odhran Odile Ogechi Oisin Okechukwu Oksana Oladele Olaf Olajide Olamide ' +
    'Olanrewaju Olaoluwa Olayinka Oleg Oleh Oleksandr Olena Olga Oliver Olivia Olu Olubunmi Olufemi Olufunke ' +
    'Olumide Olusegun Oluseun Olusola Oluwadamilola Oluwafemi Oluwakemi Oluwaseun Oluwaseyi Oluwatobi ' +
    'Oluwatosin Olwen Omair Omar Omid Ondrej Onyeka Onyinye Oona Oonagh Ophelia Orla Orlaith Orson Osagie ' +
    'Osama Osaze Osian Oskar Osman Oswald Ottilie Otto Ovidiu Owen Ozan Pablo Paco Padma Padraic Padraig ' +
    'Pallavi Pamela Panashe Pandora Pankaj Paola Paolo Parag Paramjit Parisa Parminder Parul Parveen ' +
    'Parvinder Parviz Pascal Pascale Patrice Patricia Patrick Patrycja Patsy Paul Paula Pauline Paulo Pavel ' +
    'Pawel Pedro Peggy Penelope Penny Percival Perdita Perpetua Petar Peter Petr Petra Petre Petronela ' +
    'Petronella Petula Phelim Philip Philippa Philippe Phillip Phineas Phoebe Phuong Phyllida Phyllis Pierre ' +
    'Pieter Pietro Piotr Pippa Piyush Plamen Pooja Poonam Prabhjot Pradeep Pradip Pragya Prakash Prakriti ' +
    'Pramod Pranav Prashant Pratap Prateek Pratibha Pravin Preethi Preeti Priscilla Pritam Pritesh Priti ' +
    'Priya Priyanka Prunella Przemyslaw Punam Puneet Purnima Qaiser Qasim Quang Qudsia Quentin Quynh Rachael ' +
    'Rachel Rachelle Radek Radha Radka Radoslaw Radu Rafael Rafaela Rafal Rafiq Raghav Raghu Raheela Rahima ' +
    'Rahul Rainer Raj Rajan Rajani Rajbir Rajeev Rajendra Rajesh Rajeshwari Rajinder Rajiv Rajni Rajvinder ' +
    'Rakesh Rakhi Ralph Raluca Ramandeep Ramesh Ramin Ramla Ramon Ramona Ramunas Ramzan Ranald Randolph Rania ' +
    'Ranjana Ranjeet Ranjit Raoul Raphael Raquel Rashda Rashid Rashida Rashmi Raul Ravi Ravinder Raymond Raza ' +
    'Razia Razvan Rebecca Reece Reena Reggie Reginald Rehan Rehana Rehman Rekha Remi Remigiusz Renata Renato ' +
    'Renee Renu Reshma Reuben Revathi Reza Rhea Rhian Rhiannon Rhoda Rhodri Rhona Rhonda Rhydian Rhys Riaz ' +
    'Ricardo Richard Richie Ricky Rida Riffat Rita Ritesh Ritu Rizwan Rizwana Robbie Robert Roberta Roberto ' +
    'Robin Robina Rochelle Rocio Roderick Rodney Rodrigo Roger Rogerio Rohan Rohit Roisin Roksana Romy Ronald ' +
    'Ronan Ronnie Roopa Rory Rosalie Rosalind Rosalyn Rosamund Rosanna Rosanne Rosario Roseanne Rosemary ' +
    'Rosetta Roshni Ross Rotimi Rowena Roxanne Roy Roya Ruairi Ruaridh Rubina Rudolph Rufus Rukhsana Rukhsar ' +
    'Rupal Rupert Rupinder Russell Rutendo Ruth Ruud Ruvimbo Ruxandra Ryan Ryo Ryszard Saad Sabah Sabeena ' +
    'Sabina Sabine Sabir Sabrina Sacha Sachin Sadaf Sadegh Sadia Sadiq Saeed Saeid Safia Sahar Sahra Saif ' +
    'Saima Saira Sajad Sajid Sajida Sakina Saleem Saleh Salim Sally Salma Salman Salome Salvatore Sam ' +
    'Samantha Sameera Samia Samina Samir Samira Samson Samuel Sandeep Sandhya Sandie Sandor Sandra Sangeeta ' +
    'Sanjana Sanjay Sanjeev Sanjit Sanne Santosh Saoirse Saqib Sara Sarah Sarbjit Sarfraz Sarita Sarwar ' +
    'Saskia Satinder Satish Satnam Satoshi Satpal Satvinder Satwinder Saurabh Savita Scott Seamus Sean ' +
    'Sebastian Sebastjan Seema Segun Selin Selina Senan Serena Sergei Sergey Sergio Sergiu Seth Seun Seung ' +
    'Sevgi Shabana Shabaz Shabbir Shabnam Shafiq Shagufta Shahbaz Shahid Shahida Shahnaz Shahram Shahzad ' +
    'Shailesh Shaista Shakeel Shakil Shakuntala Shalini Shamila Shamim Shamima Shamsa Shane Shani Shania ' +
    'Shanice Shannon Shanti Shaquille Sharan Shariq Sharon Sharron Shaukat Shaun Shauna Shazia Sheelagh ' +
    'Shefali Shehnaz Shehzad Sheila Shelley Shelly Sherri Sheryl Shilpa Shirin Shirley Shivani Shoaib Shobha ' +
    'Shona Shreya Shreyas Shruti Shubham Sian Siavash Sibel Sibusiso Sidra Sigmund Sigrid Silas Sile Silke ' +
    'Silvia Silvio Silviu Simeon Simon Simona Simone Simran Sindiswa Sinead Siobhan Siobhán Sioned Sipho ' +
    'Siwan Siya Sizwe Sjoerd Slavica Slawomir Sneha Snezana Sobia Sofia Sohail Sohan Solange Solape Solomon ' +
    'Solveig Somto Sonal Sonali Sonia Sonja Sonya Sophia Sophie Soraya Sorcha Soren Sorin Srinivas Stacey ' +
    'Stacy Stanislav Stanislaw Stanley Stefan Stefania Stefanie Steffan Stella Steph Stephan Stephanie ' +
    'Stephen Steve Steven Stewart Stoyan Struan Stuart Sudha Sudhir Sujata Sukhbir Sukhdeep Sukhdev ' +
    'Sukhjinder Sukhjit Sukhvinder Sukhwinder Suki Sukie Suleiman Suleman Sumaira Sumaya Sumera Sumit Sun-hee ' +
    'Sunaina Sundeep Sunil Sunita Suraj Surekha Suresh Surinder Surinderpal Surjit Susan Susannah Sushila ' +
    'Sushma Susie Suzanna Suzanne Suzette Suzy Sven Svenja Svetlana Svitlana Swaran Swati Sybil Sylvain ' +
    'Sylvester Sylvia Sylvie Sylwester Sylwia Szymon Tabassum Tabitha Tadeas Tadeusz Tadhg Tafadzwa Taher ' +
    'Tahir Tahira Tahmina Taimoor Taiwo Takashi Takudzwa Talha Talia Taliesin Tallulah Tamar Tamara Tamika ' +
    'Tamsin Tamsyn Tania Tanisha Tanveer Tanvi Tanya Tanzeela Tapiwa Tara Taras Tariq Tarun Tasha Tasleem ' +
    'Tasneem Tatenda Tatiana Tatjana Tavish Tawanda Tayo Tayyab Tayyaba Teddy Tegen Tegid Tegwen Tehmina ' +
    'Tejal Tejinder Temi Temitope Tendai Teodor Terence Teresa Teresinha Terrence Terry Tessa Thabo Thaddeus ' +
    'Thandeka Thandi Thandiwe Thando Thanh Thao Thea Thelma Themba Theodora Theodore Theresa Thiago Thierry ' +
    'Thomas Thomasina Thora Thorsten Thulani Thuy Tiago Tiberiu Tiernan Tilda Tilly Tim Timmy Timothy Tina ' +
    'Tinashe Titilayo Tjaart Tobechukwu Tobi Tobias Toby Tolu Tolulope Tom Tomas Tomasz Tomi Tomislav Tommy ' +
    'Tomos Toni Tony Torben Torsten Tosin Tracey Tracie Tracy Traian Trang Treasa Trefor Trevor Tricia Trina ' +
    'Trinh Trish Trisha Tristan Tristram Trixie Trudy Trupti Tuan Tudur Tumelo Tunde Tushar Tyrell Tyrese ' +
    'Tyrone Ubaid Uche Uchenna Uday Ugochi Ugonna Ulf Ulrich Ulrika Umair Umar Umberto Umer Umesh Una Upinder ' +
    'Urmila Ursula Urszula Usama Usha Usman Uta Uwe Uzma Uzoma Vaclav Val Valentin Valentina Valeria Valerie ' +
    'Valeriu Vandana Vanessa Varinder Varsha Vasant Vasile Vasudha Vasyl Velma Venkat Vera Veronica Vesna ' +
    'Vicente Vicki Vicky Vijay Vikas Vikram Viktor Viktoria Vimal Vinay Vincent Vincenzo Vinod Violet Viorel ' +
    'Viorica Vipul Virgil Vishal Vishnu Vitalie Vittoria Vittorio Viv Vivek Vivian Vivien Vivienne Vlad ' +
    'Vladimir Vojtech Volodymyr Vuyo Wahid Wajid Waleed Wallace Wanda Wanjiku Wanjiru Waqar Waqas Waseem ' +
    'Wasim Wayne Wei Wendy Wenna Weronika Wieslaw Wiktor Wiktoria Wilbur Wilf Wilfred Wilhelmina Willa ' +
    'Willard Willem William Willie Wilma Winifred Winnie Winston Witold Wladyslaw Wlodzimierz Wojciech Wole ' +
    'Wolfgang Woodrow Wyn Xanthe Xavier Xena Xiaoming Ximena Xin Xiu Yaa Yana Yann Yannick Yaqub Yaroslav ' +
    'Yasir Yasmeen Yasmeena Yasmin Yasser Yemi Yetunde Yevhen Yewande Yildiz Yogesh Yogita Yoko Yolanda ' +
    'Younis Yousaf Yousef Yousuf Yuki Yulia Yuliya Yumi Yunus Yuri Yusra Yusuf Yves Yvette Yvonne Zach ' +
    'Zachariah Zachary Zack Zadie Zafar Zaheer Zahid Zahida Zahir Zahra Zaid Zainab Zak Zakariya Zaki Zakir ' +
    'Zanele Zara Zaynab Zbigniew Zdenek Zdzislaw Zeenat Zeeshan Zehra Zelda Zeljko Zena Zeynep Zhen Zlatko ' +
    'Zodwa Zoe Zoey Zofia Zoltan Zsofia Zsolt Zubaida Zubair Zuleika Zulekha Zulfiqar Zunaira Zuri Zuzana ' +
    'Zuzanna Zygmunt'
  ).split(' '),
);

/** First names that are also words, months or places: a name only where the words around it speak of a person. */
export const DOUBTFUL_FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'Alma Almas Ama Amal Aman Amber Amin Angel Anjum April Archie Ariel Arnold Art Ash Ashraf Ashton August ' +
    'Austin Autumn Avril Axel Ayan Ayub Azam Bao Bart Basil Bertha Bibi Bill Blake Blessing Bob Bobby Bola ' +
    'Bonnie Bree Brent Bryn Byron Carmel Carter Celeste Chance Charity Chase Chelsea Chester Christian Clay ' +
    'Clementine Comfort Cooper Coral Courtney Dai Dale Danish Darcy Dean Dele Devon Dexter Dimple Don Dora ' +
    'Drew Earl Ebony Ed Ellis Elmer Elvis Erin Esi Evan Eve Ezra Faith Fay Fern Finn Flora Florence Frank ' +
    'Frankie Fred Garfield Gene Georgia Gita Glen Grace Grant Gul Gus Guy Hakim Hal Harley Harrison Harvey ' +
    'Heath Hector Herbert Hira Hong Honor Hope Hugo Huma Hunter Ida Ilie Imam Innes Iona Ira Iram Iris Ivy ' +
    'Jack Jade Jan Jasper Jay Jed Jerry Jess Jo Joni Jordan Joy Jude June Jyoti Kat Kendall Kira Kirk Kit ' +
    'Komal Krishna Kumar Lee Lena Leo Leon Lin Lincoln Ling Lloyd Lola Loveday Luther Mack Madhu Mae Mali ' +
    'Mari Marigold Mark Mason May Maya Medi Mel Melody Mercedes Meredith Merle Mick Mickey Mila Milan Miles ' +
    'Millie Milo Mina Minnie Mitchell Mona Moray Morven Myrtle Nana Nandi Nat Neal Ned Nell Nida Nikita ' +
    'Nirmal Noah Ola Olive Ollie Olympia Opal Orlando Pari Paris Pat Patience Patty Percy Pete Petru Phil ' +
    'Philomena Pilar Piran Polly Poppy Portia Precious Prem Primrose Prince Prudence Quincy Quinn Rabia Rahim ' +
    'Raja Raven Ray Reg Reid Rene Rich Rick Rob Rod Roland Rolf Roman Romana Romeo Ron Rosa Rose Rosie Rowan ' +
    'Ruby Rusty Ruta Safa Saffron Salvador Sana Sandy Santiago Saul Seymour Shaheen Shams Sharif Sher Sid ' +
    'Sidney Sienna Sky Spencer Stan Sue Sultan Suman Summer Sydney Syed Tanaka Taylor Ted Terri Tess Theo Tia ' +
    'Tiffany Titus Travis Troy Tyler Tyson Ultan Uma Urban Valentine Venetia Verity Vernon Vic Victoria Vidya ' +
    'Vienna Viola Viral Virginia Walter Warren Will Willis Yan Yash Yaw Ying Zac Zaman Zander Zia Zola'
  ).split(' '),
);
